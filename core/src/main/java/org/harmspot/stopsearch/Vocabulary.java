package org.harmspot.stopsearch;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The texts that published data has for each value of an enum, of all vintages; capitals and spaces do not count. */
final class Vocabulary<E extends Enum<E>> {
    private final Map<String, E> values = new HashMap<>();
    private final E unmapped;

    Vocabulary(E blank, E unmapped) {
        this.unmapped = unmapped;
        values.put("", blank);
    }

    Vocabulary<E> of(E value, String... texts) {
        for (String text : texts) {
            E before = values.put(plain(text), value);
            if (before != null && before != value) {
                throw new IllegalStateException("'" + text + "' stands for " + before + " already, not for " + value);
            }
        }
        return this;
    }

    E of(String text) {
        return values.getOrDefault(plain(text), unmapped);
    }

    private static String plain(String text) {
        return text.strip().replaceAll("\\s+", " ").replace(" )", ")").toLowerCase(Locale.ROOT);
    }
}
