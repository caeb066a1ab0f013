package org.harmspot.io;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * The files that a path stands for: one file, plain or gzip; the files of a folder; the entries of a zip. Nothing is ever
 * unpacked to disk.
 */
final class Inputs {
    private static final int MOST_EXPANSION = 200;
    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final int BUFFER = 1 << 16;

    /** Takes one file: its name, and its bytes, unpacked. */
    @FunctionalInterface
    interface Reader {
        /** @return how many rows it has */
        long read(String name, InputStream bytes) throws IOException;
    }

    private Inputs() {}

    /**
     * Reads each file that a path stands for, in order of name.
     *
     * @param path a file, folder or zip
     * @param wanted which files of a folder or zip to read, by their name without folders and without {@code .gz}
     * @param wantedWords the same in words, for the error when there is none
     * @param reader takes each file
     * @return what was read
     */
    static List<ReadReport.FileRead> read(Path path, Predicate<String> wanted, String wantedWords, Reader reader) {
        try {
            if (Files.isDirectory(path)) {
                return readFolder(path, wanted, wantedWords, reader);
            }
            if (isZip(path)) {
                return readZip(path, wanted, wantedWords, reader);
            }
            return List.of(readFile(path, path.getFileName().toString(), reader));
        } catch (NoSuchFileException e) {
            throw new DataException(path.toString(), 0, "must exist, but there is no such file or folder");
        } catch (ZipException e) {
            throw new DataException(
                    path.toString(), 0, "must be a whole zip archive, but was not: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new DataException(path.toString(), 0, "could not be read: " + e.getMessage(), e);
        }
    }

    private static boolean isZip(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return in.read() == 'P' && in.read() == 'K';
        }
    }

    private static List<ReadReport.FileRead> readFolder(
            Path folder, Predicate<String> wanted, String wantedWords, Reader reader) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.filter(Files::isRegularFile)
                    .filter(file -> wanted.test(withoutGz(file.getFileName().toString())))
                    .sorted(Comparator.comparing(
                                    (Path file) -> file.getFileName().toString())
                            .thenComparing(Path::toString))
                    .toList();
        }
        if (files.isEmpty()) {
            throw new DataException(folder.toString(), 0, "must hold " + wantedWords + ", but holds none");
        }
        List<ReadReport.FileRead> read = new ArrayList<>();
        for (Path file : files) {
            read.add(readFile(file, folder.relativize(file).toString(), reader));
        }
        return read;
    }

    private static ReadReport.FileRead readFile(Path file, String name, Reader reader) throws IOException {
        long size = Files.size(file);
        try (InputStream in = Files.newInputStream(file)) {
            return readBytes(name, size, in, reader);
        }
    }

    private static List<ReadReport.FileRead> readZip(
            Path path, Predicate<String> wanted, String wantedWords, Reader reader) throws IOException {
        String archive = path.getFileName().toString();
        List<ReadReport.FileRead> read = new ArrayList<>();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            List<ZipEntry> entries = new ArrayList<>();
            for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
                String name = entry.getName();
                if (name.startsWith("/")
                        || name.contains("\\")
                        || name.contains(":")
                        || List.of(name.split("/")).contains("..")) {
                    throw new DataException(
                            archive, 0, "names in a zip must stay inside it, but there is '" + name + "'");
                }
                String last = name.substring(name.lastIndexOf('/') + 1);
                if (!entry.isDirectory() && wanted.test(withoutGz(last))) {
                    entries.add(entry);
                }
            }
            if (entries.isEmpty()) {
                throw new DataException(archive, 0, "must hold " + wantedWords + ", but holds none");
            }
            entries.sort(Comparator.comparing(ZipEntry::getName));
            for (ZipEntry entry : entries) {
                String name = archive + "/" + entry.getName();
                try (InputStream in = zip.getInputStream(entry)) {
                    read.add(readBytes(name, Math.max(1, entry.getCompressedSize()), in, reader));
                }
            }
        }
        return read;
    }

    private static String withoutGz(String name) {
        return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    }

    private static ReadReport.FileRead readBytes(String name, long storedBytes, InputStream stored, Reader reader)
            throws IOException {
        MessageDigest digest = sha256();
        DigestInputStream digested = new DigestInputStream(stored, digest);
        PushbackInputStream start = new PushbackInputStream(new BufferedInputStream(digested, BUFFER), 2);
        int first = start.read();
        int second = start.read();
        if (second >= 0) {
            start.unread(second);
        }
        if (first >= 0) {
            start.unread(first);
        }
        boolean gzip = first == 0x1f && second == 0x8b;
        long rows;
        try (InputStream plain = gzip ? new GZIPInputStream(start, BUFFER) : start) {
            rows = reader.read(name, new Limited(name, plain, Math.max(ALWAYS_ALLOWED, storedBytes * MOST_EXPANSION)));
            start.transferTo(OutputStream.nullOutputStream());
        } catch (ZipException e) {
            throw new DataException(name, 0, "must be whole gzip, but was not: " + e.getMessage(), e);
        } catch (EOFException e) {
            throw new DataException(name, 0, "must be whole gzip, but ends too early", e);
        }
        return new ReadReport.FileRead(name, rows, storedBytes, HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Refuses to unpack without end. */
    private static final class Limited extends FilterInputStream {
        private final String name;
        private final long most;
        private long read;

        Limited(String name, InputStream in, long most) {
            super(in);
            this.name = name;
            this.most = most;
        }

        private int count(int bytes) {
            if (bytes > 0) {
                read += bytes;
                if (read > most) {
                    throw new DataException(
                            name,
                            0,
                            "must not unpack to more than " + MOST_EXPANSION + " times its size, but went beyond "
                                    + most + " bytes");
                }
            }
            return bytes;
        }

        /** Leaves the stream open: what is left of it goes into the checksum. */
        @Override
        public void close() {}

        @Override
        public int read() throws IOException {
            int value = super.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            return count(super.read(bytes, offset, length));
        }
    }
}
