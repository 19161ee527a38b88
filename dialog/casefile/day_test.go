package casefile_test

import (
	"testing"
	"time"

	"xieshang/calc"
	"xieshang/dialog/casefile"
)

// TestHourOn looks for every hour on every day of a year, from one end of the earth to the
// other: it lies on the day in China, and clocks show it. Only where they are changed it may
// be that they never do.
func TestHourOn(t *testing.T) {
	for _, name := range []string{"Asia/Shanghai", "Asia/Kathmandu", "Europe/London", "America/New_York", "America/Los_Angeles", "Pacific/Kiritimati", "UTC-12:00", "UTC-09:30"} {
		place, err := casefile.FindZone(name)
		if err != nil {
			t.Fatal(err)
		}
		never := 0
		for day := (calc.Date{Year: 2028, Month: 1, Day: 1}); day.Year == 2028; day = day.AddDays(1) {
			for hour := range 24 {
				at := casefile.HourOn(day, hour, place)
				if casefile.DayOf(at) != day {
					t.Errorf("%s %d:00 in %s is %s", day, hour, name, at)
				}
				if at.Hour() != hour || at.Minute() != 0 {
					never++
				}
				if next := at.AddDate(0, 0, 1); casefile.DayOf(next) == day {
					t.Errorf("%s %d:00 in %s comes again at %s", day, hour, name, next)
				}
			}
		}
		if never > 2 {
			t.Errorf("%d times clocks in %s do not show the hour", never, name)
		}
	}
}

func TestDayOf(t *testing.T) {
	midnight := time.Date(2028, 2, 28, 16, 0, 0, 0, time.UTC)
	if got := casefile.DayOf(midnight); got != day(t, "2028-02-29") {
		t.Errorf("at midnight it is %s", got)
	}
	if got := casefile.DayOf(midnight.Add(-1)); got != day(t, "2028-02-28") {
		t.Errorf("before midnight it is %s", got)
	}
}
