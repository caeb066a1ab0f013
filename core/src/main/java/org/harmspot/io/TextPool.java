package org.harmspot.io;

import java.util.Arrays;

/** Gives the same {@code String} for the same characters, without making one first: for texts that come again and again. */
final class TextPool {
    private static final int LONGEST = 256;
    private static final int MOST = 1 << 16;

    private String[] table = new String[256];
    private int used;

    String get(char[] chars, int from, int to) {
        if (to - from > LONGEST) {
            return new String(chars, from, to - from);
        }
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + chars[i];
        }
        int slot = spread(hash) & (table.length - 1);
        while (table[slot] != null) {
            if (table[slot].hashCode() == hash && same(table[slot], chars, from, to)) {
                return table[slot];
            }
            slot = (slot + 1) & (table.length - 1);
        }
        String text = new String(chars, from, to - from);
        table[slot] = text;
        if (++used == MOST) { // texts do not come again so often here; those in use are held elsewhere
            table = new String[256];
            used = 0;
        } else if (used * 2 > table.length) {
            grow();
        }
        return text;
    }

    private static int spread(int hash) {
        return hash ^ (hash >>> 15);
    }

    private static boolean same(String text, char[] chars, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != chars[i]) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        String[] old = table;
        table = new String[old.length * 2];
        Arrays.stream(old).filter(text -> text != null).forEach(text -> {
            int slot = spread(text.hashCode()) & (table.length - 1);
            while (table[slot] != null) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = text;
        });
    }
}
