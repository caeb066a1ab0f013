package org.harmspot.io;

/**
 * What a reader answers with.
 *
 * @param data what was read
 * @param report what became of each row
 * @param <T> incidents or searches
 */
public record Read<T>(T data, ReadReport report) {}
