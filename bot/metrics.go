package bot

import (
	"context"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"xieshang/bot/store"
	"xieshang/dialog"
)

// Metrics count what the runtime does. They hold no chat and no word.
type Metrics struct {
	updates   *prometheus.CounterVec
	failures  *prometheus.CounterVec
	reminders *prometheus.CounterVec
	throttled prometheus.Counter
	steps     prometheus.Histogram
	delivery  *prometheus.HistogramVec
}

// NewMetrics returns metrics that are collected by r.
func NewMetrics(r prometheus.Registerer) *Metrics {
	m := &Metrics{
		updates:   prometheus.NewCounterVec(prometheus.CounterOpts{Name: "xieshang_updates_total", Help: "Updates applied, by kind."}, []string{"kind"}),
		failures:  prometheus.NewCounterVec(prometheus.CounterOpts{Name: "xieshang_failures_total", Help: "Failures kept for the operator, by place."}, []string{"where"}),
		reminders: prometheus.NewCounterVec(prometheus.CounterOpts{Name: "xieshang_reminders_total", Help: "Reminders sent, on time or late."}, []string{"timing"}),
		throttled: prometheus.NewCounter(prometheus.CounterOpts{Name: "xieshang_throttled_total", Help: "Times the front end asked to wait (429)."}),
		steps: prometheus.NewHistogram(prometheus.HistogramOpts{Name: "xieshang_step_seconds", Help: "Time to work out and keep the answer to one update.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 2, 12)}),
		delivery: prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "xieshang_delivery_seconds", Help: "Time from a message being queued to its delivery, by lane.",
			Buckets: prometheus.ExponentialBuckets(0.005, 2, 14)}, []string{"lane"}),
	}
	r.MustRegister(m.updates, m.failures, m.reminders, m.throttled, m.steps, m.delivery)
	return m
}

// uncounted are metrics that nobody collects.
func uncounted() *Metrics { return NewMetrics(prometheus.NewRegistry()) }

func (m *Metrics) reminder(late bool) {
	timing := "on_time"
	if late {
		timing = "late"
	}
	m.reminders.WithLabelValues(timing).Inc()
}

func (m *Metrics) update(u Update, took time.Duration) {
	m.updates.WithLabelValues(kindOf(u)).Inc()
	m.steps.Observe(took.Seconds())
}

func kindOf(u Update) string {
	switch {
	case u.Blocked:
		return "blocked"
	case u.Chat < 0:
		return "group"
	case u.Input.Kind == dialog.Pressed:
		return "pressed"
	case u.Input.Kind == dialog.Media:
		return "media"
	}
	return "typed"
}

func (m *Metrics) delivered(lane store.Lane, waited time.Duration) {
	m.delivery.WithLabelValues(laneName(lane)).Observe(waited.Seconds())
}

func laneName(l store.Lane) string {
	if l == store.Reminders {
		return "reminders"
	}
	return "replies"
}

// queues reads the length of the queues from the store whenever it is collected.
type queues struct {
	store                 *store.Store
	depth, oldest, plans  *prometheus.Desc
	backlog, backlogSince *prometheus.Desc
	now                   func() time.Time
}

// NewQueues returns a collector of what waits: messages by lane, the age of the oldest,
// reminders planned, updates that were put off.
func NewQueues(s *store.Store, now func() time.Time) prometheus.Collector {
	return &queues{
		store:  s,
		now:    now,
		depth:  prometheus.NewDesc("xieshang_outbox_messages", "Messages waiting, by lane.", []string{"lane"}, nil),
		oldest: prometheus.NewDesc("xieshang_outbox_oldest_seconds", "Age of the oldest message waiting, by lane.", []string{"lane"}, nil),
		plans:  prometheus.NewDesc("xieshang_reminders_planned", "Reminders planned and not sent yet.", nil, nil),

		backlog:      prometheus.NewDesc("xieshang_backlog_updates", "Updates put off because their chat sent more than its share.", nil, nil),
		backlogSince: prometheus.NewDesc("xieshang_backlog_oldest_seconds", "Age of the oldest update put off.", nil, nil),
	}
}

func (q *queues) Describe(c chan<- *prometheus.Desc) {
	c <- q.depth
	c <- q.oldest
	c <- q.plans
	c <- q.backlog
	c <- q.backlogSince
}

func (q *queues) Collect(c chan<- prometheus.Metric) {
	err := q.store.Read(context.Background(), func(tx *store.Tx) error {
		for _, lane := range []store.Lane{store.Replies, store.Reminders} {
			d, err := tx.OutboxDepth(lane)
			if err != nil {
				return err
			}
			c <- prometheus.MustNewConstMetric(q.depth, prometheus.GaugeValue, float64(d.Messages), laneName(lane))
			c <- prometheus.MustNewConstMetric(q.oldest, prometheus.GaugeValue, q.age(d.Oldest), laneName(lane))
		}
		updates, since, err := tx.BacklogDepth()
		if err != nil {
			return err
		}
		c <- prometheus.MustNewConstMetric(q.backlog, prometheus.GaugeValue, float64(updates))
		c <- prometheus.MustNewConstMetric(q.backlogSince, prometheus.GaugeValue, q.age(since))
		_, pending, err := tx.NextDue()
		c <- prometheus.MustNewConstMetric(q.plans, prometheus.GaugeValue, float64(pending))
		return err
	})
	if err != nil {
		c <- prometheus.NewInvalidMetric(q.depth, err)
	}
}

// age is how many seconds ago something was; 0 for the zero time.
func (q *queues) age(since time.Time) float64 {
	if since.IsZero() {
		return 0
	}
	return q.now().Sub(since).Seconds()
}
