package org.harmspot.io;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.harmspot.geo.Area;
import org.locationtech.jts.geom.Geometry;

/** Which properties of a feature are the code, the name and the residents of an area; empty where the usual names are meant. */
record AreaProperties(Optional<String> code, Optional<String> name, Optional<String> residents) {
    private static final Pattern ONS_CODE = Pattern.compile("(?i)[A-Z]{2,8}\\d\\d(CD)");
    private static final Pattern ONS_NAME = Pattern.compile("(?i)[A-Z]{2,8}\\d\\d(NM)");
    private static final List<String> CODES = List.of("code", "area_code");
    private static final List<String> NAMES = List.of("name", "area_name");
    private static final List<String> RESIDENTS = List.of("residents", "population");

    static AreaProperties usual() {
        return new AreaProperties(Optional.empty(), Optional.empty(), Optional.empty());
    }

    AreaProperties withCode(String property) {
        return new AreaProperties(Optional.of(property), name, residents);
    }

    AreaProperties withName(String property) {
        return new AreaProperties(code, Optional.of(property), residents);
    }

    AreaProperties withResidents(String property) {
        return new AreaProperties(code, name, Optional.of(property));
    }

    /** {@return the code of a feature; it must have one} */
    String codeOf(String file, int line, long number, Map<String, String> properties) {
        return property(properties, code, CODES, ONS_CODE)
                .orElseThrow(() -> new DataException(
                        file,
                        line,
                        "feature " + number + " must have a property with its code, like 'code' or 'LSOA21CD'. It has: "
                                + properties.keySet() + ". Name one of them as the code"));
    }

    /** {@return the area of a feature} */
    Area area(String file, int line, String areaCode, Map<String, String> properties, Geometry metres) {
        OptionalInt people = OptionalInt.empty();
        Optional<String> text = property(properties, residents, RESIDENTS, null);
        if (text.isPresent()) {
            try {
                people = OptionalInt.of(new BigDecimal(text.get()).intValueExact());
            } catch (ArithmeticException | NumberFormatException e) {
                throw new DataException(
                        file,
                        line,
                        "residents of area " + areaCode + " must be a whole number, but was '" + text.get() + "'",
                        e);
            }
        }
        String areaName = property(properties, name, NAMES, ONS_NAME).orElse(areaCode);
        return new Area(areaCode, areaName, people, metres, properties);
    }

    private static Optional<String> property(
            Map<String, String> properties, Optional<String> asked, List<String> usual, Pattern pattern) {
        if (asked.isPresent()) {
            return Optional.ofNullable(properties.get(asked.get()));
        }
        for (String name : usual) {
            for (Map.Entry<String, String> property : properties.entrySet()) {
                if (property.getKey().toLowerCase(Locale.ROOT).equals(name)
                        && !property.getValue().isEmpty()) {
                    return Optional.of(property.getValue());
                }
            }
        }
        return properties.entrySet().stream()
                .filter(property ->
                        pattern != null && pattern.matcher(property.getKey()).matches())
                .map(Map.Entry::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
