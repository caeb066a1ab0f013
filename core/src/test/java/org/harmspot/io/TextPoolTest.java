package org.harmspot.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.Map;
import org.harmspot.Seeds;
import org.junit.jupiter.api.Test;

class TextPoolTest {
    @Test
    void theSameCharactersGiveTheSameTextUntilThereAreTooMany() {
        Seeds.forAll(10, random -> {
            TextPool pool = new TextPool();
            Map<String, String> given = new HashMap<>();
            for (int i = 0; i < 20_000; i++) {
                String wanted = "x".repeat(random.nextInt(9)) + random.nextInt(3_000); // many begin or end alike
                char[] chars = ("ab" + wanted + "c").toCharArray();
                String text = pool.get(chars, 2, chars.length - 1);
                assertEquals(wanted, text);
                assertSame(given.computeIfAbsent(text, t -> t), text);
            }
        });
    }

    @Test
    void longTextsAreNotKept() {
        char[] chars = "long ".repeat(100).toCharArray();
        TextPool pool = new TextPool();
        assertEquals(pool.get(chars, 0, 300), pool.get(chars, 0, 300));
        assertNotSame(pool.get(chars, 0, 300), pool.get(chars, 0, 300));
    }

    @Test
    void thePoolIsEmptiedRatherThanGrownWithoutEnd() {
        TextPool pool = new TextPool();
        String first = pool.get(new char[] {'0'}, 0, 1);
        for (int i = 0; i < 70_000; i++) {
            char[] chars = Integer.toString(i).toCharArray();
            assertEquals(Integer.toString(i), pool.get(chars, 0, chars.length));
        }
        assertNotSame(first, pool.get(new char[] {'0'}, 0, 1));
        assertEquals("0", pool.get(new char[] {'0'}, 0, 1));
    }
}
