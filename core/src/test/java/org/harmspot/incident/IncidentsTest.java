package org.harmspot.incident;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.harmspot.geo.Area;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class IncidentsTest {
    private static final Projection GRID = Projection.britishNationalGrid();
    private static final LocalDateTime FRIDAY = LocalDateTime.of(2024, 3, 1, 23, 30);

    private static Incident row(String id, String offence, LocalDateTime from, LocalDateTime to, double x, double y) {
        TimePrecision precision = from.equals(to) ? TimePrecision.EXACT : TimePrecision.INTERVAL;
        return new Incident(id, offence, precision, from, to, x, y, "High Street", new RowSource("a.csv", 7));
    }

    private static Incidents three() {
        return Incidents.of(
                GRID,
                List.of(
                        row("A1", "8N", FRIDAY, FRIDAY, 500_000, 200_000),
                        row("A2", "34B", FRIDAY, FRIDAY.plusHours(10), 500_100, 200_000),
                        row("", "8N", FRIDAY.plusDays(9), FRIDAY.plusDays(9), Double.NaN, Double.NaN)));
    }

    @Test
    void rowsComeBackAsTheyWent() {
        Incidents incidents = three();
        assertEquals(row("A2", "34B", FRIDAY, FRIDAY.plusHours(10), 500_100, 200_000), incidents.get(1));
        assertFalse(incidents.get(2).isLocated());
        assertEquals(1, incidents.unlocated());
        assertEquals(Map.of("34B", 1, "8N", 2), incidents.countByOffence());
        assertEquals(Map.of(TimePrecision.EXACT, 2, TimePrecision.INTERVAL, 1), incidents.countByPrecision());
        assertEquals(
                "Incidents[3, 2024-03-01 to 2024-03-10, exact times and from-to intervals, 1 without a location]",
                incidents.toString());
        assertThrows(IndexOutOfBoundsException.class, () -> incidents.get(3));
    }

    @Test
    void anIncidentBelongsToThePeriodInWhichItsTimeEnds() {
        Incidents incidents = three();
        Period first = new Period(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 2));
        Period second = new Period(LocalDate.of(2024, 3, 2), LocalDate.of(2024, 4, 1));
        assertEquals(1, incidents.in(first).size()); // the interval ends next morning
        assertEquals(2, incidents.in(second).size());
        Incidents month = Incidents.of(GRID, List.of(Incident.in("Robbery", YearMonth.of(2024, 3), 5e5, 2e5)));
        assertEquals(
                0, month.in(Period.daysBefore(LocalDate.of(2024, 3, 31), 60)).size()); // may still be to come
        assertEquals(1, month.in(Period.daysBefore(LocalDate.of(2024, 4, 1), 1)).size());
        assertEquals(1, month.in(Period.month(YearMonth.of(2024, 3))).size());
    }

    @Test
    void narrowingDownLeavesTheTableAlone() {
        Incidents incidents = three();
        OffenceSet robbery = OffenceSet.of("Robbery", "34a", "34b");
        assertEquals("A2", incidents.of(robbery).id(0));
        assertEquals(2, incidents.except(robbery).size());
        assertEquals(2, incidents.located().size());
        assertEquals(3, incidents.size());
        assertArrayEquals(
                new double[] {500_000, 500_100},
                new double[] {incidents.located().points().x(0), incidents.x(1)});
        assertEquals(
                "all incidents must have a location, but 1 of 3 have none: use located()",
                assertThrows(IllegalStateException.class, incidents::points).getMessage());
        Area west = new Area(
                "w",
                "West",
                OptionalInt.empty(),
                new GeometryFactory().toGeometry(new Envelope(499_000, 500_050, 0, 300_000)));
        assertEquals(1, incidents.within(Areas.of(List.of(west))).size());
        assertEquals("A1", incidents.within(west.shape()).id(0));
        assertEquals(new RowSource("a.csv", 7), incidents.where(i -> i == 2).source(0));
        assertEquals(Optional.empty(), incidents.where(i -> false).window());
    }

    @Test
    void harmIsKnownOnlyAfterWeighing() {
        Incidents incidents = three();
        assertEquals(
                "incidents must be weighed before harm is asked for: use HarmIndex.weigh(incidents)",
                assertThrows(IllegalStateException.class, incidents::totalHarmDays)
                        .getMessage());
        Incidents weighed = incidents.weighedBy("test", offence -> offence.equals("8N") ? 10 : 365);
        assertEquals(385, weighed.totalHarmDays());
        assertEquals(365, weighed.harmDays(1));
        assertArrayEquals(new double[] {10, 365, 10}, weighed.harmDays());
        assertEquals(Optional.of("test"), weighed.located().harmIndex());
        // an offence that does not occur is never asked for
        incidents.of(OffenceSet.of("r", "34B")).weighedBy("t", offence -> {
            assertEquals("34B", offence);
            return 1;
        });
    }

    @Test
    void theBuilderProjectsAndLeavesOutWhatIsOutside() {
        IncidentsBuilder builder = IncidentsBuilder.inDegrees();
        builder.offence("8N")
                .exactly(FRIDAY)
                .at(-0.415, 51.879)
                .source("x.csv", 2)
                .add();
        builder.offence("8N").exactly(FRIDAY).at(2.35, 48.86).source("x.csv", 3).add();
        builder.offence("8N").exactly(FRIDAY).source("x.csv", 4).add();
        assertEquals(48.86, Math.min(48.86, builder.middle().latitude()));
        Incidents incidents = builder.build(GRID);
        assertEquals(2, incidents.size());
        assertEquals(1, builder.leftOut());
        assertEquals(List.of(new RowSource("x.csv", 3)), builder.leftOutExamples());
        assertEquals(509_200.935, incidents.x(0), 0.005); // PROJ, see proj.csv
        assertTrue(Double.isNaN(incidents.x(1)));
        assertThrows(
                IllegalStateException.class,
                () -> IncidentsBuilder.inDegrees().at(0, 51).add());
        assertThrows(
                IllegalStateException.class, () -> IncidentsBuilder.inMetres().middle());
    }

    @Test
    void anIncidentThatCannotBeIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> row("", "8N", FRIDAY, FRIDAY.minusHours(1), 0, 0));
        assertThrows(IllegalArgumentException.class, () -> row("", " ", FRIDAY, FRIDAY, 0, 0));
        assertThrows(IllegalArgumentException.class, () -> row("", "8N", FRIDAY, FRIDAY, 0, Double.NaN));
        assertEquals(
                "from must be before to, but was 2024-03-02 and 2024-03-02",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> new Period(LocalDate.of(2024, 3, 2), LocalDate.of(2024, 3, 2)))
                        .getMessage());
    }

    @Test
    void setsPrintWhatTheyHold() {
        assertEquals(
                "Serious violence (data.police.uk proxy) {Possession of weapons, Robbery, Violence and sexual offences}: A proxy: most "
                        + "records in 'Violence and sexual offences' are common assault and harassment, and death by driving is among "
                        + "them too.",
                SeriousViolence.policeUkProxy().toString());
        OffenceSet both = SeriousViolence.duty().with(SeriousViolence.sexualOffences());
        assertTrue(both.contains("19c") && both.contains("8N") && !both.contains("105A"));
        assertTrue(SeriousViolence.officerInitiated().contains("10D"));
    }

    @Test
    void fridayNightIsFridays() {
        assertEquals(LocalDate.of(2024, 3, 1), PolicingDay.SIX_TO_SIX.dateOf(LocalDateTime.of(2024, 3, 2, 5, 59)));
        assertEquals(LocalDate.of(2024, 3, 2), PolicingDay.SIX_TO_SIX.dateOf(LocalDateTime.of(2024, 3, 2, 6, 0)));
        assertEquals(
                new Period(LocalDate.of(2024, 2, 1), LocalDate.of(2024, 2, 15)),
                new Period(LocalDate.of(2024, 2, 15), LocalDate.of(2024, 2, 29)).before());
    }
}
