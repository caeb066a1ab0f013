package org.harmspot.examples;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.harmspot.geo.Areas;
import org.harmspot.geo.Projection;
import org.harmspot.harm.HarmIndex;
import org.harmspot.incident.Incidents;
import org.harmspot.incident.OffenceSet;
import org.harmspot.incident.SeriousViolence;
import org.harmspot.io.GeoJson;
import org.harmspot.io.HarmIndexCsv;
import org.harmspot.io.IncidentCsv;
import org.harmspot.io.PoliceUkCsv;
import org.harmspot.io.Read;
import picocli.CommandLine.Option;

/** Where the incidents come from and how they are read: the options that every command has. */
final class DataOptions {
    @Option(
            names = "--incidents",
            paramLabel = "PATH",
            description = "A force's own incidents: a CSV file (plain or gzip), a folder or a zip of them.")
    Path incidentsPath;

    @Option(
            names = "--street",
            paramLabel = "PATH",
            description = "Street-level crime of data.police.uk: a file, a folder of months, or the zip as downloaded.")
    Path streetPath;

    @Option(
            names = "--areas",
            paramLabel = "FILE",
            arity = "1..*",
            description = "GeoJSON of the areas to report by. Rows in none of them are set apart.")
    List<Path> areasPaths = new ArrayList<>();

    @Option(
            names = "--harm-index",
            paramLabel = "FILE",
            description = "CSV of a harm index, with columns code and days. Default: ONS Crime Severity Score.")
    Path harmIndexPath;

    @Option(
            names = "--column",
            paramLabel = "FIELD=NAME",
            description =
                    "Which column of --incidents holds a field: id, offence, from, to, longitude, latitude, easting, northing, "
                            + "location. May be given several times.")
    Map<String, String> columns = new LinkedHashMap<>();

    @Option(
            names = "--offence",
            paramLabel = "CODE",
            description = "The offence of every row, if --incidents has no column for it.")
    String offence;

    @Option(
            names = "--time-format",
            paramLabel = "PATTERN",
            description = "How times are written in --incidents, e.g. \"dd/MM/yyyy HH:mm\" (default: ISO 8601).")
    String timeFormat;

    @Option(
            names = "--charset",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "The encoding of --incidents (default: ${DEFAULT-VALUE}).")
    Charset charset = StandardCharsets.UTF_8;

    @Option(
            names = "--projection",
            paramLabel = "NAME",
            defaultValue = "27700",
            description =
                    "What to measure in: an EPSG code in metres, or utm for the UTM zone of the data (default: ${DEFAULT-VALUE}, "
                            + "British National Grid).")
    String projection;

    /** {@return whether no files are given, so that an invented town is used} */
    boolean isNone() {
        return incidentsPath == null && streetPath == null;
    }

    /** Takes the files of an invented town. */
    void use(SampleTown.Files files) {
        incidentsPath = files.incidents();
        areasPaths = areasPaths.isEmpty() ? List.of(files.areas()) : areasPaths;
    }

    /** Refuses what cannot be meant. */
    void check() {
        if (incidentsPath != null && streetPath != null) {
            throw new IllegalArgumentException("--incidents and --street may hold the same events: give one of them");
        }
        columns.keySet().forEach(IncidentCsv.Field::of);
        if (!projection.equalsIgnoreCase("utm")) {
            plane();
        }
    }

    Read<Incidents> readIncidents() {
        if (streetPath != null) {
            return PoliceUkCsv.in(plane()).readStreet(streetPath);
        }
        IncidentCsv csv = projection.equalsIgnoreCase("utm") ? IncidentCsv.inUtm() : IncidentCsv.in(plane());
        for (Map.Entry<String, String> column : columns.entrySet()) {
            csv = csv.withColumn(IncidentCsv.Field.of(column.getKey()), column.getValue());
        }
        csv = offence == null ? csv : csv.withOffence(offence);
        csv = timeFormat == null ? csv : csv.withTimeFormat(timeFormat);
        return csv.withCharset(charset).read(incidentsPath);
    }

    private Projection plane() {
        try {
            return Projection.epsg(Integer.parseInt(projection));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "--projection must be an EPSG code or utm, but was '" + projection + "'");
        }
    }

    Areas readAreas(Projection plane) {
        return GeoJson.in(plane).readAreas(areasPaths);
    }

    /** {@return what counts as serious violence in data of this kind} */
    OffenceSet seriousViolence() {
        return streetPath == null ? SeriousViolence.duty() : SeriousViolence.policeUkProxy();
    }

    HarmIndex harmIndex() {
        return harmIndexPath != null
                ? HarmIndexCsv.read(harmIndexPath)
                : streetPath == null ? HarmIndex.onsCrimeSeverityScore() : HarmIndex.onsByPoliceUkCategory();
    }
}
