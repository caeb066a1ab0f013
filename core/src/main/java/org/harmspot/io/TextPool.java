package org.harmspot.io;

import java.util.Arrays;

/** Gives the same {@code String} for the same characters, without making one first: for texts that come again and again. */
final class TextPool {
    private static final int LONGEST = 256;
    private static final int MOST = 1 << 16;
    private static final int SLOTS = 256;

    private String[] texts;
    private int[] hashes; // by slot
    private int[] starts; // by slot: where its characters begin
    private char[] chars;
    private int used;
    private int usedChars;

    TextPool() {
        empty();
    }

    private void empty() {
        texts = new String[SLOTS];
        hashes = new int[SLOTS];
        starts = new int[SLOTS];
        chars = new char[SLOTS * 16];
        used = 0;
        usedChars = 0;
    }

    String get(char[] of, int from, int to) {
        int length = to - from;
        if (length > LONGEST) {
            return new String(of, from, length);
        }
        int hash = hash(of, from, to);
        int slot = hash & texts.length - 1;
        while (texts[slot] != null) {
            int start = starts[slot];
            if (hashes[slot] == hash
                    && texts[slot].length() == length
                    && Arrays.equals(chars, start, start + length, of, from, to)) {
                return texts[slot];
            }
            slot = slot + 1 & texts.length - 1;
        }
        return add(slot, hash, of, from, to);
    }

    private static int hash(char[] of, int from, int to) {
        long hash = to - from;
        int i = from;
        for (; i + 4 <= to; i += 4) {
            long four = of[i] | (long) of[i + 1] << 16 | (long) of[i + 2] << 32 | (long) of[i + 3] << 48;
            hash = (hash ^ four) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        for (; i < to; i++) {
            hash = (hash ^ of[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 32;
        }
        return (int) hash;
    }

    private String add(int slot, int hash, char[] of, int from, int to) {
        int length = to - from;
        if (usedChars + length > chars.length) {
            chars = Arrays.copyOf(chars, chars.length * 2);
        }
        System.arraycopy(of, from, chars, usedChars, length);
        String text = new String(of, from, length);
        texts[slot] = text;
        hashes[slot] = hash;
        starts[slot] = usedChars;
        usedChars += length;
        if (++used == MOST) { // texts do not come again so often here; those in use are held elsewhere
            empty();
        } else if (used * 2 > texts.length) {
            grow();
        }
        return text;
    }

    private void grow() {
        String[] old = texts;
        int[] oldHashes = hashes;
        int[] oldStarts = starts;
        texts = new String[old.length * 2];
        hashes = new int[texts.length];
        starts = new int[texts.length];
        for (int k = 0; k < old.length; k++) {
            if (old[k] != null) {
                int slot = oldHashes[k] & texts.length - 1;
                while (texts[slot] != null) {
                    slot = slot + 1 & texts.length - 1;
                }
                texts[slot] = old[k];
                hashes[slot] = oldHashes[k];
                starts[slot] = oldStarts[k];
            }
        }
    }
}
