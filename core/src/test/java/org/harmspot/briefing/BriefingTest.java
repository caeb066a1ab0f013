package org.harmspot.briefing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.hotspot.Dbscan;
import org.harmspot.hotspot.HotspotFinder;
import org.harmspot.hotspot.Hotspots;
import org.harmspot.incident.Incident;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.RowSource;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.incident.TimePrecision;
import org.harmspot.io.GeoJson;
import org.harmspot.patrol.Delivered;
import org.harmspot.patrol.DeliveredVisit;
import org.harmspot.patrol.DosePlan;
import org.harmspot.patrol.HarmRanking;
import org.harmspot.patrol.PatrolPlan;
import org.harmspot.patrol.PatrolPlanner;
import org.harmspot.patrol.RankCertainty;
import org.harmspot.patrol.RankedHotspot;
import org.harmspot.patrol.Shift;
import org.harmspot.patrol.Visit;
import org.harmspot.stopsearch.SearchField;
import org.harmspot.stopsearch.StopSearch;
import org.harmspot.stopsearch.StopSearchOutcomes;
import org.harmspot.stopsearch.StopSearches;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class BriefingTest {
    private static final LocalDate DATE = LocalDate.of(2024, 4, 1);
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final HarmIndex INDEX = HarmIndex.onsByPoliceUkCategory();

    @TempDir
    Path folder;

    private static Hotspots hotspots(int corners) {
        List<Incident> rows = new ArrayList<>();
        for (int k = 0; k < corners; k++) {
            Incident one = Incident.in("Robbery", YearMonth.of(2024, 3), 500_000 + k * 700, 200_000 + k % 3 * 500);
            rows.addAll(Collections.nCopies(
                    5 + k,
                    new Incident(
                            "",
                            one.offence(),
                            TimePrecision.MONTH,
                            one.from(),
                            one.to(),
                            one.x(),
                            one.y(),
                            k == 0 ? "Police Station" : "On or near Road " + k,
                            RowSource.NONE)));
        }
        return HotspotFinder.of(Dbscan.of(50, 5)).find(INDEX.weigh(Incidents.of(GRID, rows)));
    }

    private static Areas areas() {
        GeometryFactory shapes = new GeometryFactory();
        return Areas.of(List.of(
                new Area(
                        "W",
                        "West & co",
                        OptionalInt.empty(),
                        shapes.toGeometry(new Envelope(499_000, 503_000, 199_000, 202_000))),
                new Area(
                        "E",
                        "East",
                        OptionalInt.empty(),
                        shapes.toGeometry(new Envelope(503_000, 520_000, 199_000, 202_000)))));
    }

    private static StopSearchOutcomes.Result searches() {
        List<StopSearch> searches = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            String outcome = i < 60 ? "A no further action disposal" : i < 63 ? "Arrest" : "Community resolution";
            searches.add(new StopSearch(
                    DATE.minusDays(2).atStartOfDay(),
                    i < 80 ? 500_000 : 510_000,
                    200_000,
                    Map.of(SearchField.OUTCOME, outcome, SearchField.LINKED, i < 60 ? "" : "True"),
                    RowSource.NONE));
        }
        return StopSearchOutcomes.of(areas()).measure(StopSearches.of(GRID, searches));
    }

    private static Briefing briefing(int corners) {
        Hotspots hotspots = hotspots(corners);
        HarmRanking ranking = HarmRanking.on(DATE).withNames(INDEX::describe);
        List<RankedHotspot> ranked = ranking.rank(hotspots);
        PatrolPlan plan = PatrolPlanner.of(Shift.parse("15:00-19:00"), 2).plan(DATE, ranked);
        return Briefing.of(hotspots, ranked, plan)
                .withTitle("Demo")
                .withRankingMethod(ranking.method())
                .withRankStability("9.1 of the first 10 would still be among them.")
                .withHarm(SeriousViolence.policeUkProxy(), INDEX)
                .withAreas(areas())
                .withStopSearch(searches())
                .withParameter("seed", "1")
                .withNote("A note.");
    }

    @Test
    void everyFileIsWrittenAndCanBeRead() throws Exception {
        Path page = briefing(24).write(folder.resolve("deep/er"));
        Path out = page.getParent();
        Areas outlines = GeoJson.in(GRID).withCode("id").readAreas(List.of(out.resolve("hotspots.geojson")));
        assertEquals(24, outlines.size());
        BufferedImage map = ImageIO.read(out.resolve("map.png").toFile());
        assertEquals(1800, map.getWidth());
        for (String json : List.of("run.json", "patrol-plan.geojson", "hotspots.geojson")) {
            try (JsonParser parser =
                    new JsonFactory().createParser(out.resolve(json).toFile())) {
                while (parser.nextToken() != null) {
                    assertFalse(parser.hasToken(null));
                }
            }
        }
        String plan = Files.readString(out.resolve("patrol-plan.csv"));
        assertTrue(
                plan.startsWith("unit,order,arrive,arrive_by,leave,minutes,travel_minutes,rank,hotspot,name,area,"),
                plan);
        assertTrue(plan.contains(",15,0,1,H01,Road 23,East,"), plan);
        String run = Files.readString(out.resolve("run.json"));
        assertTrue(run.contains("\"seed\" : \"1\""), run);
        assertTrue(run.contains("\"data_window\" : \"2024-03-01 to 2024-03-31\""), run);
        assertTrue(run.contains(INDEX.checksum()), run);
    }

    @Test
    void thePlanGoesOutInEveryFormThatIsAskedFor() throws Exception {
        Briefing briefing = briefing(6).withTactics("H01", "Speak to the door staff; \\ see the leaflet, page 2.");
        briefing.write(folder);
        for (String xml : List.of("patrol-plan.kml", "patrol-plan.gpx")) {
            DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(folder.resolve(xml).toFile());
        }
        assertTrue(Files.readString(folder.resolve("patrol-plan.gpx")).contains("<rte>"));
        String calendar = Files.readString(folder.resolve("patrol-plan.ics"));
        assertTrue(calendar.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), calendar);
        assertTrue(calendar.endsWith("END:VEVENT\r\nEND:VCALENDAR\r\n"));
        for (String line : calendar.split("\r\n")) {
            assertTrue(line.getBytes(StandardCharsets.UTF_8).length <= 75 && !line.contains("\n"), line);
        }
        String unfolded = calendar.replace("\r\n ", ""); // RFC 5545, 3.1
        assertTrue(unfolded.contains("\\nSpeak to the door staff\\; \\\\ see the leaflet\\, page 2.\\n"), unfolded);
        int visits = (int) Files.readString(folder.resolve("patrol-plan.csv"))
                        .lines()
                        .count()
                - 1;
        assertEquals(visits, unfolded.split("BEGIN:VEVENT", -1).length - 1);
        assertEquals(
                visits,
                unfolded.lines()
                        .filter(line -> line.matches("GEO:51\\.\\d{6};-0\\.\\d{6}"))
                        .count());
        String record = Files.readString(folder.resolve("transparency.md"));
        for (String words : List.of(
                "### Tier 2",
                "## ALGO-CARE",
                "None was made to this plan.",
                "*To be completed by the force:*",
                "SHA-256")) {
            assertTrue(record.contains(words), words);
        }
        assertTrue(Files.readString(folder.resolve("run.json")).contains("\"plan_sha256\""));
    }

    @Test
    void aSheetHasWhatAUnitNeeds() {
        Hotspots hotspots = hotspots(4);
        List<RankedHotspot> ranked = HarmRanking.on(DATE).rank(hotspots);
        PatrolPlan plan = PatrolPlanner.of(Shift.parse("02:00-05:00"), 1).plan(DATE, ranked);
        LocalDateTime yesterday = DATE.minusDays(1).atTime(20, 0);
        String id = plan.visits().get(0).place().id();
        String page = Briefing.of(hotspots, ranked, plan)
                .withTitle("Test")
                .withClassification("OFFICIAL")
                .withTactics(id, "Walk the arcade.")
                .withDelivered(Delivered.ofLog(
                        List.of(new DeliveredVisit(id, "Car 9", yesterday, yesterday.plusMinutes(14), true))))
                .toHtml();
        for (String words : List.of(
                "Test · OFFICIAL",
                "Sunday 31 March 2024 (policing day from 06:00), 02:00–05:00", // two in the morning is still Sunday's
                "plan " + plan.record().id(),
                "data to 31 Mar 2024",
                "Walk the arcade. Rank ",
                "7 days before 14 min; last visit Sun 31 Mar, Car 9, 14 min.",
                "no visit on record.",
                "Park up at 51.",
                "Arrived",
                "or why not")) {
            assertTrue(page.contains(words), words);
        }
    }

    @Test
    void aSheetSaysTheRankOnceAndItsReasonOnce() {
        Hotspots hotspots = hotspots(24);
        List<RankedHotspot> ranked = HarmRanking.on(DATE).rank(hotspots);
        PatrolPlan plan = PatrolPlanner.of(Shift.parse("15:00-17:00"), 1).plan(DATE, ranked);
        String sheets = sheets(Briefing.of(hotspots, ranked, plan).toHtml());
        for (Visit visit : plan.visits()) {
            RankCertainty certainty = ranked.stream()
                    .filter(r -> r.hotspot().id().equals(visit.place().id()))
                    .findFirst()
                    .orElseThrow()
                    .certainty();
            assertTrue(sheets.contains(certainty.inShort()), certainty.inShort());
            assertFalse(sheets.contains(certainty.sentence()), sheets);
        }
        assertFalse(sheets.contains("Where the others are"), "there are no others");
    }

    private static String sheets(String page) {
        return page.substring(page.indexOf("<section class=\"sheet\">"));
    }

    /** The heights that are asked for must leave room for head and foot, and the words must fit into them. */
    @Test
    void aSheetIsNeverTallerThanItsPage() {
        Hotspots hotspots = hotspots(24);
        List<RankedHotspot> ranked = HarmRanking.on(DATE).rank(hotspots);
        for (String shift : List.of("15:00-16:00 2", "15:00-19:00 1", "15:00-23:00 5", "10:00-22:00 1")) {
            int units = Integer.parseInt(shift.substring(12));
            PatrolPlan plan = PatrolPlanner.of(Shift.parse(shift.substring(0, 11)), units)
                    .with(DosePlan.standard().withGapMinutes(30))
                    .withIterations(200)
                    .plan(DATE, ranked);
            String page = Briefing.of(hotspots, ranked, plan)
                    .withTactics("H01", "Walk the arcade, speak to the door staff. ".repeat(9))
                    .toHtml();
            String[] sheets = sheets(page).split("<section class=\"sheet\">");
            assertEquals(units, sheets.length - 1, "sheets");
            for (String sheet : sheets) {
                fitsItsPage(sheet);
            }
        }
    }

    private static void fitsItsPage(String sheet) {
        long many = sheet.split("<tr style=", -1).length - 1;
        double rows = sum(sheet, "<tr style=\"height:([0-9.]+)mm\"");
        long others = sheet.split("<li>", -1).length - 1;
        double below = others == 0 ? 0 : 5.5 + 3.1 * ((others + 1) / 2);
        assertTrue(many > 32 || rows + below <= 240, rows + " and " + below + " mm of " + many);
        Matcher why = Pattern.compile("class=\"why\" style=\"max-height:([0-9.]+)mm\">([^<]*)<")
                .matcher(sheet);
        while (why.find()) {
            String words = why.group(2);
            double letters = 64 * Double.parseDouble(why.group(1)) / 2.55;
            assertTrue(words.length() <= letters + 1, words);
            assertTrue(words.contains("Park up at") || words.contains("see above"), words);
        }
    }

    private static double sum(String text, String number) {
        return Pattern.compile(number)
                .matcher(text)
                .results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .sum();
    }

    @Test
    void thePageIsOneFileWithNothingToLoad() {
        String page = briefing(24).toHtml();
        Matcher links = Pattern.compile("(?i)(src|href|url\\(|@import|<link|<script|<img)")
                .matcher(page);
        assertFalse(links.find(), () -> "loads something: " + links.group());
        assertFalse(page.replace("http://www.w3.org/2000/svg", "").contains("://"));
        assertTrue(page.contains("West &amp; co"));
    }

    @Test
    void thePageSaysWhatItsReaderMustKnow() {
        String page = briefing(24).toHtml();
        for (String words : List.of(
                "The incidents carry a month only. No day or hour is made up",
                "24 of 24 hotspots lie at one single point",
                "A proxy: most records in",
                "Ranks are among all 24 hotspots. 9.1 of the first 10 would still be among them.",
                "A note.",
                "They do not say why, and not that a patrol will help.")) {
            assertTrue(page.contains(words), words);
        }
        assertFalse(page.contains("days before this shift")); // the data end the day before
        Pattern station =
                Pattern.compile("Rank [1-3] \\(Police Station\\): a police station, prison, court or hospital");
        assertTrue(station.matcher(briefing(3).toHtml()).find()); // 5, 6 and 7 incidents: no order is sure
    }

    @Test
    void smallCountsDoNotReachThePageOrTheTable() throws IOException {
        briefing(5).write(folder);
        String table = Files.readString(folder.resolve("stop-search.csv"));
        String text = briefing(5).toHtml();
        // 3 arrests of 80 are not given, nor the 17 others that would give them away; of the other area no rates
        List<String> rows = table.lines().skip(1).toList();
        assertTrue(
                rows.get(0)
                        .startsWith(
                                "W,West & co,all but section 60,2024-03-30 to 2024-03-30,80,,,,20,80,0.25,0.1681,0.3548,"),
                rows.get(0));
        assertTrue(rows.get(0).endsWith("a count is too small or would give a small one away"), rows.get(0));
        assertTrue(rows.get(1).startsWith("E,East,all but section 60,2024-03-30 to 2024-03-30,10,,,,,,,"), rows.get(1));
        assertTrue(rows.get(1).endsWith("fewer than 20 searches: not rated"), rows.get(1));
        assertFalse(text.contains("17 of 80"));
        assertFalse(briefing(5).toHtml().contains("3 of 80"));
    }

    @Test
    void thePictureOfTheMapIsWellFormedAndTheSameEachTime() throws Exception {
        Hotspots hotspots = hotspots(24);
        List<RankedHotspot> ranked = HarmRanking.on(DATE).rank(hotspots);
        HotspotMap map = HotspotMap.of(ranked)
                .withAreas(areas())
                .withIncidents(hotspots.incidents().points());
        String svg = map.toSvg();
        assertEquals(svg, map.toSvg());
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertTrue(svg.contains(">24</text>"));
        assertTrue(svg.contains(" km</text>"));
        String closeUp =
                HotspotMap.of(ranked.subList(0, 2)).closeUp(200).withWidth(400).toSvg();
        assertTrue(closeUp.contains("Road 23"), closeUp);
        assertEquals(1800, map.toImage().getWidth());
        assertTrue(HotspotMap.of(List.of()).toSvg().contains("<svg"));
    }

    @Test
    void ranksAreReadableWithoutAnyFont() {
        double width = StrokedDigits.shape("10", 11).getBounds2D().getWidth();
        assertTrue(width > 6 && width < 14, "width " + width);
        assertTrue(StrokedDigits.shape("8", 11).getBounds2D().getHeight() > 7);
        assertTrue(StrokedDigits.shape("Mill Road", 11).getBounds2D().isEmpty());
    }

    @Test
    void textCannotBecomeMarkup() {
        assertEquals("&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39; ", Html.escape("<b> & \"c\" 'd'\u0007"));
    }

    @Test
    void noHotspotsIsAPageToo() {
        Incidents none = INDEX.weigh(
                Incidents.of(GRID, List.of(Incident.in("Robbery", YearMonth.of(2024, 3), 500_000, 200_000))));
        Hotspots hotspots = HotspotFinder.of(Dbscan.of(50, 5)).find(none);
        PatrolPlan plan = PatrolPlanner.of(Shift.parse("15:00-19:00"), 1).plan(DATE, List.of());
        String page = Briefing.of(hotspots, List.of(), plan).toHtml();
        assertTrue(page.contains("No place has enough incidents to be called a hotspot."));
        assertTrue(page.contains("No visits: there are fewer hotspots than units."));
    }
}
