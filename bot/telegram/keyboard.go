package telegram

import (
	"github.com/go-telegram/bot/models"

	"xieshang/dialog"
)

// keyboard makes an inline keyboard; nil for no buttons.
func keyboard(rows [][]dialog.Button) models.ReplyMarkup {
	if len(rows) == 0 {
		return nil
	}
	k := &models.InlineKeyboardMarkup{InlineKeyboard: make([][]models.InlineKeyboardButton, len(rows))}
	for i, row := range rows {
		for _, b := range row {
			k.InlineKeyboard[i] = append(k.InlineKeyboard[i], button(b))
		}
	}
	return k
}

func button(b dialog.Button) models.InlineKeyboardButton {
	if b.Copy != "" {
		return models.InlineKeyboardButton{Text: b.Label, CopyText: &models.CopyTextButton{Text: b.Copy}}
	}
	return models.InlineKeyboardButton{Text: b.Label, CallbackData: b.Data}
}
