package org.harmspot.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The few different texts of a long column, each held once and known by a number from 0. */
public final class Names {
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> names = new ArrayList<>();

    /** {@return the number of the name, a new one if it is new} */
    public int number(String name) {
        Integer number = numbers.get(name);
        if (number == null) {
            number = names.size();
            names.add(name);
            numbers.put(name, number);
        }
        return number;
    }

    /** {@return whether the name has a number already} */
    public boolean has(String name) {
        return numbers.containsKey(name);
    }

    public int size() {
        return names.size();
    }

    public String[] toArray() {
        return names.toArray(String[]::new);
    }
}
