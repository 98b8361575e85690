package sheet

import "testing"

// Oracles: the calendar by hand. Excel counts days from 1899-12-30; 43198 stands
// in GCDF 3.0's record 26602, whose description names 8 April 2018's week.
func TestDaysOfTrackers(t *testing.T) {
	for text, want := range map[string]string{"43198": "2018-04-08", "45130.0": "2023-07-23", "2019-07-27": "2019-07-27", "12/31/2014": "2014-12-31", "2014": "2014", "2014.0": "2014", "": "", "NA": "", "2014-06-01T00:00:00Z": "2014-06-01"} {
		if got, err := Day(text); err != nil || got.String() != want {
			t.Errorf("%q is %s, %v; want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"2017-13", "13/31/2014", "soon"} {
		if got, err := Day(text); err == nil {
			t.Errorf("%q is %s", text, got)
		}
	}
}

func TestNamesOfColumns(t *testing.T) {
	for text, want := range map[string]string{"AidData.Record.ID": "aiddata_record_id", "\ufeffAidData Record ID": "aiddata_record_id", "Amount.(Constant.USD.2021)": "amount_constant_usd_2021", "Recipient ISO-3": "recipient_iso_3"} {
		if got := Name(text); got != want {
			t.Errorf("%q is %q", text, got)
		}
	}
}
