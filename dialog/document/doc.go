// Package document makes the papers, pictures and calendars that a person takes along or
// shows: to a lender or a mediator, and to themselves.
//
// What a paper says and how it looks are two things. A [Paper] is a list of [Block] values
// (headings, paragraphs, tables, boxes to tick, blanks to fill in by hand), and a [Press]
// prints the same paper as PDF, as DOCX or as messages of a chat. So whoever writes a paper
// writes
//
//	document.Paper{
//		Title: "协商还款申请书",
//		Blocks: []document.Block{
//			document.Paragraph("致：重庆某某消费金融有限公司"),
//			document.Heading("一、债务"),
//			document.Fields{{"应还总额", "14,560.00 元"}},
//			document.Table{Columns: []document.Column{{Head: "期"}, {Head: "金额（元）", Right: true}}, Rows: rows},
//			document.Signature{"申请人（签名）", "日期"},
//		},
//	}
//
// and prints it with [Press.Print]. The records about a case are written by [Records].
// Besides papers there is the [Chart] and the [Calendar]; each of them is a [Sheet].
//
// To let the conversation send a new kind of paper: name a dialog.DocumentKind, enter
// the function that writes the paper in the dialog's table of papers (dialog/papers.go), and
// send a dialog.Document of that kind. It is written when it is delivered, from the
// case as it is then.
//
// Nothing here reads a clock or a file: the same case on the same day makes the same bytes.
package document
