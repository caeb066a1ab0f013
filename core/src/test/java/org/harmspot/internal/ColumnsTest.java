package org.harmspot.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    @Test
    void aColumnGivesBackWhatWasAddedAcrossItsBlocks() {
        Column.Ints ints = new Column.Ints();
        Column.Doubles doubles = new Column.Doubles();
        for (int i = 0; i < 200_000; i++) {
            ints.add(i * 7);
            doubles.add(i / 3.0);
        }
        assertEquals(199_999 * 7, ints.get(199_999));
        assertEquals(65_536 / 3.0, doubles.get(65_536));
        assertArrayEquals(IntStream.range(0, 200_000).map(i -> i * 7).toArray(), ints.take());
        assertArrayEquals(IntStream.range(0, 200_000).mapToDouble(i -> i / 3.0).toArray(), doubles.take());
        assertEquals(0, ints.size());
        assertEquals(0, doubles.take().length);
    }

    @Test
    void aColumnTakesInAnotherAcrossTheBlocksOfBoth() {
        Seeds.forAll(20, random -> {
            int here = random.nextInt(40_000);
            int there = random.nextInt(40_000);
            Column.Ints ints = new Column.Ints();
            Column.Ints more = new Column.Ints();
            for (int i = 0; i < here + there; i++) {
                (i < here ? ints : more).add(i);
            }
            ints.addAll(more);
            assertEquals(there, more.size());
            ints.add(-1);
            int[] all = ints.take();
            assertArrayEquals(IntStream.range(0, here + there).toArray(), Arrays.copyOf(all, here + there));
            assertEquals(-1, all[here + there]);
        });
    }

    @Test
    void repeatsAreCountedAsASetCountsThem() {
        Seeds.forAll(20, random -> {
            int size = random.nextInt(2) == 0 ? random.nextInt(50) : random.nextInt(60_000);
            int different = 1 + random.nextInt(size + 1);
            long[] values = new long[size + 3]; // the last three are not asked for
            for (int i = 0; i < values.length; i++) {
                long drawn = random.nextInt(different);
                values[i] = random.nextInt(10) == 0 ? drawn : drawn * 0x9E3779B97F4A7C15L;
            }
            long distinct = Arrays.stream(values, 0, size).distinct().count();
            assertEquals(size - distinct, Repeats.count(values, size));
        });
    }

    @Test
    void namesAreNumberedByTheirFirstAndFoundAmongMany() {
        Names names = new Names();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                assertEquals(i, names.number("On or near Street " + i));
            }
        }
        assertEquals(names.number("BB"), names.number(new String("BB")));
        assertEquals(5_001, names.number("Aa")); // has the hash code of "BB"
        assertTrue(names.has("Aa"));
        assertFalse(names.has("AaBB"));
        assertEquals(5_002, names.size());
        assertEquals("On or near Street 4999", names.toArray()[4_999]);
    }

    @Test
    void textsOfEqualBytesHaveEqualHashesAndOthersOthers() {
        Texts texts = new Texts();
        String id = "0123456789abcdef".repeat(4);
        assertEquals(texts.hash(texts.add(id)), texts.hash(texts.add(id)));
        assertNotEquals(texts.hash(texts.add(id)), texts.hash(texts.add(id.substring(0, 62) + "ee")));
        assertNotEquals(texts.hash(texts.add("12")), texts.hash(texts.add("0012")));
        assertNotEquals(texts.hash(texts.add("12")), texts.hash(texts.add("1G")));
    }

    @Test
    void textsComeBackAsTheyWere() {
        Seeds.forAll(50, random -> {
            Texts texts = new Texts();
            String[] all = new String[300];
            int[] at = new int[all.length];
            for (int i = 0; i < all.length; i++) {
                int length = random.nextInt(90);
                String letters = random.nextBoolean() ? "0123456789abcdef" : "0aZ/é€ ";
                StringBuilder text = new StringBuilder();
                for (int k = 0; k < length; k++) {
                    text.append(letters.charAt(random.nextInt(letters.length())));
                }
                all[i] = text.toString();
                at[i] = texts.add(all[i]);
            }
            for (int i = 0; i < all.length; i++) {
                assertEquals(all[i], texts.get(at[i]));
            }
        });
    }

    @Test
    void textsFillManyBlocks() {
        Texts texts = new Texts();
        String id = "0123456789abcdef".repeat(4);
        int last = 0;
        for (int i = 0; i < 100_000; i++) {
            last = texts.add(id);
        }
        assertEquals(id, texts.get(last));
        assertEquals("", texts.get(texts.add("")));
        assertThrows(IllegalArgumentException.class, () -> texts.add("x".repeat(70_000)));
    }

    @Test
    void minutesGoBackAndForth() {
        for (LocalDateTime time : new LocalDateTime[] {
            LocalDateTime.of(1970, 1, 1, 0, 0),
            LocalDateTime.of(1969, 12, 31, 23, 59),
            LocalDateTime.of(2024, 2, 29, 6, 1)
        }) {
            assertEquals(time, LocalMinutes.toTime(LocalMinutes.of(time)));
            assertEquals(time.toLocalDate(), LocalMinutes.toDate(LocalMinutes.of(time)));
        }
        assertEquals(LocalDate.EPOCH, LocalMinutes.toDate(0));
    }

    @Test
    void chunksCoverEverythingOnceOnAnyNumberOfThreads() throws Exception {
        for (int threads : new int[] {1, 2, 4}) {
            int[] seen = new int[100_003];
            ForkJoinPool pool = new ForkJoinPool(threads);
            try {
                pool.submit(() -> Parallel.chunks(seen.length, 1000, (from, to) -> {
                            for (int i = from; i < to; i++) {
                                seen[i]++;
                            }
                        }))
                        .get();
            } finally {
                pool.shutdown();
            }
            assertEquals(seen.length, Arrays.stream(seen).filter(n -> n == 1).count());
        }
        Parallel.chunks(0, 10, (from, to) -> assertEquals(from, to));
    }

    @Test
    void checksSayWhatRuleAndValue() {
        assertEquals(
                "radiusMetres must be > 0 and finite, but was NaN",
                assertThrows(IllegalArgumentException.class, () -> Check.positive(Double.NaN, "radiusMetres"))
                        .getMessage());
        assertEquals(
                "x[1] must be finite, but was Infinity",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Check.finite(new double[] {0, Double.POSITIVE_INFINITY}, "x"))
                        .getMessage());
        assertEquals(
                "x and y must have the same length, but were 412 and 411",
                assertThrows(IllegalArgumentException.class, () -> Check.sameLength(412, "x", 411, "y"))
                        .getMessage());
        assertEquals(
                "hotspots must be >= 1, but was 0",
                assertThrows(IllegalArgumentException.class, () -> Check.atLeast(1, 0, "hotspots"))
                        .getMessage());
        assertEquals(
                "latitude must be in -90.0 … 90.0, but was 91.0",
                assertThrows(IllegalArgumentException.class, () -> Check.between(-90, 90, 91, "latitude"))
                        .getMessage());
        assertEquals(
                "name must not be blank, but was ' '",
                assertThrows(IllegalArgumentException.class, () -> Check.notBlank(" ", "name"))
                        .getMessage());
    }
}
