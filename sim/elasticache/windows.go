package elasticache

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// In minutes.
const (
	hour = 60
	day  = 24 * hour
	week = 7 * day
)

const clock = `([01][0-9]|2[0-3]):([0-5][0-9])`

var (
	dailyForm  = regexp.MustCompile(`^` + clock + `-` + clock + `$`)
	weeklyForm = regexp.MustCompile(`^(mon|tue|wed|thu|fri|sat|sun):` + clock + `-(mon|tue|wed|thu|fri|sat|sun):` + clock + `$`)
	days       = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)

// window is a time that comes back: where it begins and how long it is, in
// minutes of the day or of the week.
type window struct{ start, length int }

func minutes(hours, minutes string) int {
	h, _ := strconv.Atoi(hours) // digits, by the form
	m, _ := strconv.Atoi(minutes)
	return h*hour + m
}

// daily reads "05:00-09:00"; false when the text has another form.
func daily(text string) (window, bool) {
	m := dailyForm.FindStringSubmatch(text)
	if m == nil {
		return window{}, false
	}
	start := minutes(m[1], m[2])
	return window{start, (minutes(m[3], m[4]) - start + day) % day}, true
}

// weekly reads "sun:05:00-sun:09:00".
func weekly(text string) (window, bool) {
	m := weeklyForm.FindStringSubmatch(strings.ToLower(text))
	if m == nil {
		return window{}, false
	}
	start := slices.Index(days, m[1])*day + minutes(m[2], m[3])
	end := slices.Index(days, m[4])*day + minutes(m[5], m[6])
	return window{start, (end - start + week) % week}, true
}

// meets is true when a weekly and a daily window have a minute in common.
func (w window) meets(every window) bool {
	for d := range 7 {
		ahead := (d*day + every.start - w.start + week) % week
		if ahead < w.length || week-ahead < every.length {
			return true
		}
	}
	return false
}

// freeHour is an hour of Sunday that a daily window leaves to maintenance.
func freeHour(snapshots string) string {
	every, ok := daily(snapshots)
	for h := range 23 {
		text := fmt.Sprintf("sun:%02d:00-sun:%02d:00", h, h+1)
		if w, _ := weekly(text); h >= 3 && (!ok || !w.meets(every)) {
			return text
		}
	}
	return "sun:23:00-mon:00:00"
}

// freeNight is an hour of every day that maintenance leaves to snapshots.
func freeNight(maintenance string) string {
	w, ok := weekly(maintenance)
	for h := range 23 {
		text := fmt.Sprintf("%02d:00-%02d:00", h, h+1)
		if every, _ := daily(text); !ok || !w.meets(every) {
			return text
		}
	}
	return "23:00-00:00"
}
