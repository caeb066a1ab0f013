// What is in the data?
//
// Before a ranking: what was sent, what is missing, and what became of every row. The files are those of Larkminster, a town
// that does not exist, in the form of data.police.uk. One month is lost, and one is cut short, as happens.

import java.nio.file.*;
import java.time.LocalDate;
import org.harmspot.examples.SampleTown;
import org.harmspot.geo.*;
import org.harmspot.incident.*;
import org.harmspot.io.*;

var grid = Projection.britishNationalGrid();
var files = SampleTown.of(1).write(Files.createTempDirectory("larkminster"));
Files.delete(files.street().resolve("2025-11/2025-11-larkshire-street.csv"));
var february = files.street().resolve("2026-02/2026-02-larkshire-street.csv");
Files.write(february, Files.readAllLines(february).subList(0, 120));

// --- 1. What became of each row ---------------------------------------------------------------------

var read = PoliceUkCsv.in(grid).readStreet(files.street());
System.out.println(read.report());
//> 22,332 rows in 23 files = 21,520 located + 812 without a location + 0 outside + 0 rejected
//>   note: 761 rows repeat an earlier one to the letter; they are kept
//>   note: 2 months are missing or partial, and are no zeros: larkshire 2025-11 missing, larkshire 2026-02 partial (119 rows)

// --- 2. Which months are there: x submitted, p partial, - missing, which is not a month without crime -

System.out.println(read.report().coverage());
//> Coverage[2024-10 to 2026-09, 1 force, 2 months missing or partial]
//>                 J F M A M J J A S O N D
//> larkshire  2024                   x x x
//> larkshire  2025 x x x x x x x x x x - x
//> larkshire  2026 x p x x x x x x x

var year = Period.daysBefore(LocalDate.of(2026, 10, 1), 365);
System.out.println(read.report().coverage().isComplete(year));
//> false

// --- 3. How exact it is -----------------------------------------------------------------------------
// Published rows have a month and a map point. The force's own have times, and more of them are rejected.

System.out.println(read.data().countByPrecision());
//> {MONTH=22332}
var own = IncidentCsv.in(grid).read(files.incidents());
System.out.println(own.data().countByPrecision());
//> {EXACT=15863, INTERVAL=4127}
System.out.println(own.report().rejectionsByRule());
//> {to must not be before from=10}

// --- 4. Where it is not sure which area -------------------------------------------------------------
// A map point within 50 m of a border may have been moved across it.

var areas = GeoJson.in(grid).readAreas(java.util.List.of(files.areas()));
var metres = areas.metresToBorder(read.data().located().points());
var near = java.util.Arrays.stream(metres).filter(m -> m < Areas.SNAP_METRES).count();
System.out.println(near + " of " + metres.length + " rows lie near a border");
//> 3939 of 21520 rows lie near a border

/exit
