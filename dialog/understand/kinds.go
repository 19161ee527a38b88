package understand

// Product is a kind of loan.
type Product string

// The products, as in the contract of `xieshang understand`.
const (
	Huabei       Product = "huabei"
	Jiebei       Product = "jiebei"
	Wangshangdai Product = "wangshangdai"
	CreditCard   Product = "credit_card"
	OtherProduct Product = "other"
)

// Cause is why a person cannot pay.
type Cause string

// The causes.
const (
	Unemployment    Cause = "unemployed"
	IncomeDrop      Cause = "income_drop"
	WageArrears     Cause = "wage_arrears"
	Illness         Cause = "illness"
	FamilyEvent     Cause = "family_event"
	BusinessFailure Cause = "business_failure"
	Overspending    Cause = "overspending"
	GamblingLoss    Cause = "gambling"
	Scammed         Cause = "scammed"
	Forgot          Cause = "forgot"
	OtherCause      Cause = "other"
)

// Goal is what a person wants from the lender.
type Goal string

// The goals.
const (
	WaivePenalty   Goal = "waive_penalty"
	Extend         Goal = "extend"
	Instalments    Goal = "instalments"
	LowerMonthly   Goal = "lower_monthly"
	PayLumpSum     Goal = "lump_sum"
	Defer          Goal = "defer"
	StopCollection Goal = "stop_collection"
)

// Alarm is something that comes before money.
type Alarm string

// The alarms, the gravest first.
const (
	Crisis        Alarm = "crisis"
	Violence      Alarm = "violence"
	Minor         Alarm = "minor"
	Court         Alarm = "court"
	IdentityTheft Alarm = "identity_theft"
	ScamAgent     Alarm = "scam_agent"
	Forgery       Alarm = "forgery"
	Harassment    Alarm = "harassment"
	Gambling      Alarm = "gambling"
)

// Secret is a kind of personal identifier that must not be kept.
type Secret string

// The secrets.
const (
	IdentityNumber Secret = "identity_number"
	BankCard       Secret = "bank_card"
	Mobile         Secret = "mobile"
	OneTimeCode    Secret = "code"
	AccountName    Secret = "account"
	EMail          Secret = "email"
	Address        Secret = "address"
)

// TopicName is what a question is about.
type TopicName string

// The topics, as in the contract of `xieshang understand`.
const (
	CanInstalment      TopicName = "can_instalment"
	CanDefer           TopicName = "can_defer"
	MinPayment         TopicName = "min_payment"
	EarlySettlement    TopicName = "early_settlement"
	PartialPayment     TopicName = "partial_payment"
	AutoDebit          TopicName = "auto_debit"
	OverdueConsequence TopicName = "overdue_consequence"
	PenaltyCalc        TopicName = "penalty_calc"
	CreditReport       TopicName = "credit_report"
	RestoreUsage       TopicName = "restore_usage"
	SettlementProof    TopicName = "settlement_proof"
	CollectionCalls    TopicName = "collection_calls"
	CollectionLimits   TopicName = "collection_limits"
	Sued               TopicName = "sued"
	CourtSummons       TopicName = "court_summons"
	ChangeDueDate      TopicName = "change_due_date"
	CannotRepay        TopicName = "cannot_repay"
	WhereToRepay       TopicName = "where_to_repay"
	Voucher            TopicName = "voucher"
	NegotiationRefused TopicName = "negotiation_refused"
	MaterialsNeeded    TopicName = "materials"
	ReviewTime         TopicName = "review_time"
	CreditRepair       TopicName = "credit_repair"
	ScamAgentTopic     TopicName = "scam_agent"
	LegalHelp          TopicName = "legal_help"
	StopInterest       TopicName = "stop_interest"
	Eligibility        TopicName = "eligibility"
	FamilyLiable       TopicName = "family_liable"
	Jail               TopicName = "jail"
	PersonalInsolvency TopicName = "personal_insolvency"
	ComplaintChannels  TopicName = "complaint_channels"
	StudentMinor       TopicName = "student_minor"
	IdentityTheftTopic TopicName = "identity_theft"
	AgreementCheck     TopicName = "agreement_check"
	MissedInstalment   TopicName = "missed_instalment"
	WriteOff           TopicName = "write_off"
)
