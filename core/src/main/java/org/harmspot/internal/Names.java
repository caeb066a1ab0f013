package org.harmspot.internal;

import java.util.Arrays;

/** The few different texts of a long column, each held once and known by a number from 0. */
public final class Names {
    private static final int NONE = -1;

    private String[] names = new String[8];
    private int size;
    private int[] slots = new int[32]; // number + 1, or 0 for free; at most half are taken
    private String lastName; // columns come in runs, and readers pool their texts
    private int lastNumber;

    /** {@return the number of the name, a new one if it is new} */
    public int number(String name) {
        if (name == lastName) {
            return lastNumber;
        }
        int number = find(name);
        if (number == NONE) {
            number = add(name);
        }
        lastName = name;
        lastNumber = number;
        return number;
    }

    private int find(String name) {
        for (int slot = slotOf(name); slots[slot] != 0; slot = slot + 1 & slots.length - 1) {
            String other = names[slots[slot] - 1];
            if (other == name || other.hashCode() == name.hashCode() && other.equals(name)) {
                return slots[slot] - 1;
            }
        }
        return NONE;
    }

    private int add(String name) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
        }
        names[size++] = name;
        if (size * 2 > slots.length) {
            slots = new int[slots.length * 2];
            for (int number = 0; number < size; number++) {
                settle(number);
            }
        } else {
            settle(size - 1);
        }
        return size - 1;
    }

    private void settle(int number) {
        int slot = slotOf(names[number]);
        while (slots[slot] != 0) {
            slot = slot + 1 & slots.length - 1;
        }
        slots[slot] = number + 1;
    }

    private int slotOf(String name) {
        int hash = name.hashCode() * 0x9E3779B9;
        return hash >>> 16 & slots.length - 1 ^ hash & slots.length - 1;
    }

    /** {@return whether the name has a number already} */
    public boolean has(String name) {
        return find(name) != NONE;
    }

    public int size() {
        return size;
    }

    public String[] toArray() {
        return Arrays.copyOf(names, size);
    }
}
