package org.harmspot.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
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
    private static final int HEAD = 3; // whether it is packed, and how many bytes
    private static final byte[] DIGITS = digits();
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final List<byte[]> blocks = new ArrayList<>();
    private int used = BLOCK;

    private static byte[] digits() {
        byte[] values = new byte['f' + 1];
        for (int c = 0; c < values.length; c++) {
            values[c] = (byte) "0123456789abcdef".indexOf(c);
        }
        return values;
    }

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
        if (length % 2 == 0 && length < LONGEST) {
            int address = room(length / 2 + HEAD);
            byte[] block = blocks.get(address / BLOCK);
            int at = address % BLOCK;
            if (packHex(text, block, at + HEAD)) {
                head(block, at, 1, length / 2);
                return address;
            }
            used = at; // gives the room back
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= LONGEST) {
            throw new IllegalArgumentException("an id must be < 65536 bytes, but was " + bytes.length);
        }
        int address = room(bytes.length + HEAD);
        byte[] block = blocks.get(address / BLOCK);
        int at = address % BLOCK;
        head(block, at, 0, bytes.length);
        System.arraycopy(bytes, 0, block, at + HEAD, bytes.length);
        return address;
    }

    private static void head(byte[] block, int at, int hex, int bytes) {
        block[at] = (byte) hex;
        block[at + 1] = (byte) (bytes >> 8);
        block[at + 2] = (byte) bytes;
    }

    /** Writes two digits to a byte; says no at the first character that is not a lower-case hexadecimal digit. */
    private static boolean packHex(CharSequence text, byte[] block, int at) {
        if (text instanceof CharBuffer buffer && buffer.hasArray()) { // what readers give: no call for each character
            int from = buffer.arrayOffset() + buffer.position();
            return packHex(buffer.array(), from, text.length(), block, at);
        }
        return packHex(text.toString().toCharArray(), 0, text.length(), block, at);
    }

    private static boolean packHex(char[] text, int from, int length, byte[] block, int at) {
        for (int i = 0; i < length; i += 2) {
            int byteOfTwo = digit(text[from + i]) << 4 | digit(text[from + i + 1]);
            if (byteOfTwo < 0) {
                return false;
            }
            block[at + i / 2] = (byte) byteOfTwo;
        }
        return true;
    }

    /** {@return its value, or a negative number} */
    private static int digit(char c) {
        return c < DIGITS.length ? DIGITS[c] : -1;
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
        int length = HEAD + ((block[at + 1] & 0xFF) << 8 | block[at + 2] & 0xFF);
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
        int end = at + HEAD + ((block[at + 1] & 0xFF) << 8 | block[at + 2] & 0xFF);
        long hash = end - at;
        int i = at;
        for (; i + Long.BYTES <= end; i += Long.BYTES) {
            hash = mix(hash ^ (long) EIGHT.get(block, i));
        }
        for (; i < end; i++) {
            hash = mix(hash ^ block[i]);
        }
        return hash;
    }

    private static long mix(long value) {
        long product = value * 0x9E3779B97F4A7C15L;
        return product ^ product >>> 29;
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
                ? HexFormat.of().formatHex(block, at + HEAD, at + HEAD + length)
                : new String(block, at + HEAD, length, StandardCharsets.UTF_8);
    }
}
