package org.harmspot.internal;

import java.util.ArrayList;
import java.util.List;

/**
 * Columns that grow in blocks, so that ten million rows never need room for twenty: an array that doubles holds the old
 * and the new at once.
 */
public final class Column {
    private static final int BLOCK = 1 << 14; // small enough that no collector gives it ground of its own

    private Column() {}

    /** A growing column of {@code int}. */
    public static final class Ints {
        private final List<int[]> blocks = new ArrayList<>();
        private int[] last = new int[0];
        private int used = 0;
        private int size = 0;

        public void add(int value) {
            if (used == last.length) {
                last = new int[BLOCK];
                blocks.add(last);
                used = 0;
            }
            last[used++] = value;
            size++;
        }

        public int get(int i) {
            return blocks.get(i / BLOCK)[i % BLOCK];
        }

        public int size() {
            return size;
        }

        /** Adds all of another column after what is here. */
        public void addAll(Ints other) {
            for (int done = 0; done < other.size; ) {
                if (used == last.length) {
                    last = new int[BLOCK];
                    blocks.add(last);
                    used = 0;
                }
                int many = Math.min(Math.min(BLOCK - used, BLOCK - done % BLOCK), other.size - done);
                System.arraycopy(other.blocks.get(done / BLOCK), done % BLOCK, last, used, many);
                used += many;
                size += many;
                done += many;
            }
        }

        /** {@return everything in one array; the column is empty afterwards} */
        public int[] take() {
            int[] all = new int[size];
            for (int b = 0; b < blocks.size(); b++) {
                System.arraycopy(blocks.get(b), 0, all, b * BLOCK, Math.min(BLOCK, size - b * BLOCK));
                blocks.set(b, null);
            }
            blocks.clear();
            last = new int[0];
            used = 0;
            size = 0;
            return all;
        }
    }

    /** A growing column of {@code char}: for numbers below 65,536. */
    public static final class Chars {
        private final List<char[]> blocks = new ArrayList<>();
        private char[] last = new char[0];
        private int used = 0;
        private int size = 0;

        public void add(int value) {
            if (used == last.length) {
                last = new char[BLOCK];
                blocks.add(last);
                used = 0;
            }
            last[used++] = (char) value;
            size++;
        }

        public char get(int i) {
            return blocks.get(i / BLOCK)[i % BLOCK];
        }

        public int size() {
            return size;
        }

        /** Adds all of another column after what is here. */
        public void addAll(Chars other) {
            for (int done = 0; done < other.size; ) {
                if (used == last.length) {
                    last = new char[BLOCK];
                    blocks.add(last);
                    used = 0;
                }
                int many = Math.min(Math.min(BLOCK - used, BLOCK - done % BLOCK), other.size - done);
                System.arraycopy(other.blocks.get(done / BLOCK), done % BLOCK, last, used, many);
                used += many;
                size += many;
                done += many;
            }
        }

        /** {@return everything in one array; the column is empty afterwards} */
        public char[] take() {
            char[] all = new char[size];
            for (int b = 0; b < blocks.size(); b++) {
                System.arraycopy(blocks.get(b), 0, all, b * BLOCK, Math.min(BLOCK, size - b * BLOCK));
                blocks.set(b, null);
            }
            blocks.clear();
            last = new char[0];
            used = 0;
            size = 0;
            return all;
        }
    }

    /** A growing column of {@code double}. */
    public static final class Doubles {
        private final List<double[]> blocks = new ArrayList<>();
        private double[] last = new double[0];
        private int used = 0;
        private int size = 0;

        public void add(double value) {
            if (used == last.length) {
                last = new double[BLOCK];
                blocks.add(last);
                used = 0;
            }
            last[used++] = value;
            size++;
        }

        public double get(int i) {
            return blocks.get(i / BLOCK)[i % BLOCK];
        }

        public int size() {
            return size;
        }

        /** Adds all of another column after what is here. */
        public void addAll(Doubles other) {
            for (int done = 0; done < other.size; ) {
                if (used == last.length) {
                    last = new double[BLOCK];
                    blocks.add(last);
                    used = 0;
                }
                int many = Math.min(Math.min(BLOCK - used, BLOCK - done % BLOCK), other.size - done);
                System.arraycopy(other.blocks.get(done / BLOCK), done % BLOCK, last, used, many);
                used += many;
                size += many;
                done += many;
            }
        }

        /** {@return everything in one array; the column is empty afterwards} */
        public double[] take() {
            double[] all = new double[size];
            for (int b = 0; b < blocks.size(); b++) {
                System.arraycopy(blocks.get(b), 0, all, b * BLOCK, Math.min(BLOCK, size - b * BLOCK));
                blocks.set(b, null);
            }
            blocks.clear();
            last = new double[0];
            used = 0;
            size = 0;
            return all;
        }
    }

    /** A growing column of {@code long}. */
    public static final class Longs {
        private final List<long[]> blocks = new ArrayList<>();
        private long[] last = new long[0];
        private int used = 0;
        private int size = 0;

        public void add(long value) {
            if (used == last.length) {
                last = new long[BLOCK];
                blocks.add(last);
                used = 0;
            }
            last[used++] = value;
            size++;
        }

        public long get(int i) {
            return blocks.get(i / BLOCK)[i % BLOCK];
        }

        public int size() {
            return size;
        }

        /** Adds all of another column after what is here. */
        public void addAll(Longs other) {
            for (int done = 0; done < other.size; ) {
                if (used == last.length) {
                    last = new long[BLOCK];
                    blocks.add(last);
                    used = 0;
                }
                int many = Math.min(Math.min(BLOCK - used, BLOCK - done % BLOCK), other.size - done);
                System.arraycopy(other.blocks.get(done / BLOCK), done % BLOCK, last, used, many);
                used += many;
                size += many;
                done += many;
            }
        }

        /** {@return everything in one array; the column is empty afterwards} */
        public long[] take() {
            long[] all = new long[size];
            for (int b = 0; b < blocks.size(); b++) {
                System.arraycopy(blocks.get(b), 0, all, b * BLOCK, Math.min(BLOCK, size - b * BLOCK));
                blocks.set(b, null);
            }
            blocks.clear();
            last = new long[0];
            used = 0;
            size = 0;
            return all;
        }
    }
}
