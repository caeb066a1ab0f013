package org.harmspot.internal;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A column of short texts, such as incident ids, in one block of bytes: no object for each.
 *
 * <p>A text is found again by the address that {@link #add} gave. Texts of lower-case hexadecimal digits, which the ids of
 * published police data are, take half a byte for each digit.
 */
public final class Texts {
    /** The address of the empty text. */
    public static final int NONE = -1;

    private static final int BLOCK = 1 << 18; // small enough that no collector gives it ground of its own
    private static final int MOST_BLOCKS = 1 << 13;
    private static final int LONGEST = 1 << 16;

    private final List<byte[]> blocks = new ArrayList<>();
    private int used = BLOCK;

    /**
     * Adds a text.
     *
     * @param text at most 65,535 bytes in UTF-8
     * @return its address, {@link #NONE} if it is empty
     */
    public int add(CharSequence text) {
        int length = text.length();
        if (length == 0) {
            return NONE;
        }
        boolean hex = length % 2 == 0 && length < LONGEST && isLowerHex(text);
        byte[] bytes = hex ? HexFormat.of().parseHex(text) : text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= LONGEST) {
            throw new IllegalArgumentException("an id must be < 65536 bytes, but was " + bytes.length);
        }
        int address = room(bytes.length + 3);
        byte[] block = blocks.get(address / BLOCK);
        int at = address % BLOCK;
        block[at] = (byte) (hex ? 1 : 0);
        block[at + 1] = (byte) (bytes.length >> 8);
        block[at + 2] = (byte) bytes.length;
        System.arraycopy(bytes, 0, block, at + 3, bytes.length);
        return address;
    }

    /**
     * Adds a text of another column.
     *
     * @param other the other column
     * @param address where the text stands there
     * @return its address here
     */
    public int add(Texts other, int address) {
        if (address == NONE) {
            return NONE;
        }
        byte[] block = other.blocks.get(address / BLOCK);
        int at = address % BLOCK;
        int length = 3 + ((block[at + 1] & 0xFF) << 8 | block[at + 2] & 0xFF);
        int copy = room(length);
        System.arraycopy(block, at, blocks.get(copy / BLOCK), copy % BLOCK, length);
        return copy;
    }

    /** Makes room in one block, and answers with the address of it. */
    private int room(int bytes) {
        if (used + bytes > BLOCK) {
            if (blocks.size() == MOST_BLOCKS) {
                throw new IllegalStateException("ids must take < 2 GiB together; leave the id column out");
            }
            blocks.add(new byte[BLOCK]);
            used = 0;
        }
        int address = (blocks.size() - 1) * BLOCK + used;
        used += bytes;
        return address;
    }

    /**
     * Returns a number that is the same for the same text, and for two different texts but once in a world.
     *
     * @param address what {@link #add} gave
     * @return 64 bits
     */
    public long hash(int address) {
        if (address == NONE) {
            return 0;
        }
        byte[] block = blocks.get(address / BLOCK);
        int at = address % BLOCK;
        int end = at + 3 + ((block[at + 1] & 0xFF) << 8 | block[at + 2] & 0xFF);
        long hash = 0;
        for (int i = at; i < end; i++) {
            hash = (hash ^ block[i]) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        return hash;
    }

    private static boolean isLowerHex(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= '0' && c <= '9' || c >= 'a' && c <= 'f')) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the text at an address.
     *
     * @param address what {@link #add} gave
     * @return the text; empty for {@link #NONE}
     */
    public String get(int address) {
        if (address == NONE) {
            return "";
        }
        byte[] block = blocks.get(address / BLOCK);
        int at = address % BLOCK;
        int length = (block[at + 1] & 0xFF) << 8 | block[at + 2] & 0xFF;
        return block[at] == 1
                ? HexFormat.of().formatHex(block, at + 3, at + 3 + length)
                : new String(block, at + 3, length, StandardCharsets.UTF_8);
    }
}
