// What follows an attack?
//
// Two questions a duty inspector asks the morning after: will it happen there again soon, and is something new going on?

import java.time.LocalDate;
import org.harmspot.chance.*;
import org.harmspot.examples.SampleTown;
import org.harmspot.incident.*;

var date = LocalDate.of(2026, 10, 1);
var all = SampleTown.of(1).incidents();
var violence = all.of(SeriousViolence.duty()).except(SeriousViolence.officerInitiated()).located();

// --- 1. Near repeats --------------------------------------------------------------------------------
// Pairs of incidents by how far and how many days apart, against the same dates dealt to the same places at random. No two
// addresses are the same to the metre here, so the same place goes with the first band.

var table = Knox.of(new double[] {100, 200, 400}, new int[] {7, 14, 28}).withSamePlaceMetres(0).test(violence);
System.out.println(table);
//> Knox table of 4083 incidents (999 replications, seed 1): ratio, p
//>                        [0, 7) days      [7, 14) days     [14, 28) days
//> [0, 100) m            1.02   0.143      1.06   0.005      0.99   0.738
//> [100, 200) m          1.00   0.397      1.05   0.009      1.01   0.151
//> [200, 400) m          1.00   0.499      0.98   0.886      0.99   0.780

// Little, and only within 200 metres: most of what looks like repeating here is that the same corners are always bad, which
// dealing the dates at random leaves as it is.

// --- 2. Where to look tomorrow ----------------------------------------------------------------------
// Ground around the incidents of the last days, as far and as long as the table bears it, with the lift it found.

var zones = table.watchList(date, 0.05);
System.out.println(zones.size() + " zones; the first: " + zones.get(0));
//> 34 zones; the first: incident 4045: within 200 m until 2026-10-07, 1.05 times as likely as usual (1.03 … 1.08)

// --- 3. Is something new going on? ------------------------------------------------------------------
// Circles up to 300 m and runs of up to 60 days that last until today. A place that is always bad is no news; Saturdays are not, either.

var scan = SpaceTimeScan.of(Period.daysBefore(date, 730), 300, 60).withinDayOfWeek().permutation(violence);
System.out.println(scan.clusters().get(0));
//> 29 incidents where 4.55 are expected, at 54 places within 168 m, 2026-08-02 to 2026-09-30, p 0.00100
System.out.printf("by chance alone, one as clear as that in %.0f daily scans%n", scan.clusters().get(0).recurrenceDays());
//> by chance alone, one as clear as that in 1000 daily scans

// --- Try next ---------------------------------------------------------------------------------------
// .with(SpaceTimeScan.Window.RETROSPECTIVE) looks for what came and went during the two years.
// table.nearRepeats(0, 0) lists which incidents came after which.

/exit
