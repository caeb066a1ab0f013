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
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.harmspot.internal.Check;
import org.harmspot.internal.Parallel;

/**
 * The files that paths stand for: one file, plain or gzip; the files of a folder, at any depth, and of the zips in it; the
 * entries of a zip. Nothing is ever unpacked to disk.
 */
final class Inputs implements AutoCloseable {
    private static final int MOST_EXPANSION = 200;
    private static final long ALWAYS_ALLOWED = 64L << 20;
    private static final int BUFFER = 1 << 16;
    private static final int RUNS_AT_ONCE = 8; // and not what the machine has: memory must not depend on it
    private static final int LEAST_RUNS = 16;
    private static final long LARGE = 4L << 20;

    /** Takes one file: its name, and its bytes, unpacked. */
    @FunctionalInterface
    interface Reader {
        /** @return how many rows it has */
        long read(String name, InputStream bytes) throws IOException;
    }

    /** Opens the bytes of a file as they are stored. */
    @FunctionalInterface
    private interface Opener {
        InputStream open() throws IOException;
    }

    /** One file. */
    static final class Input {
        private final String name;
        private final long bytes;
        private final Opener opener;

        private Input(String name, long bytes, Opener opener) {
            this.name = name;
            this.bytes = bytes;
            this.opener = opener;
        }

        /** {@return what to call it} */
        String name() {
            return name;
        }

        /** {@return its name without folders and without {@code .gz}} */
        String simpleName() {
            return withoutGz(name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1));
        }

        ReadReport.FileRead read(Reader reader) {
            try (InputStream in = opener.open()) {
                return readBytes(name, bytes, in, reader);
            } catch (IOException e) {
                throw new DataException(name, 0, "could not be read: " + e.getMessage(), e);
            }
        }
    }

    private final List<Input> files = new ArrayList<>();
    private final List<ZipFile> zips = new ArrayList<>();

    private Inputs() {}

    /**
     * Finds the files that paths stand for.
     *
     * @param paths files, folders or zips
     * @param wanted which files of a folder or zip to read, by their name without folders and without {@code .gz}
     * @param wantedWords the same in words, for the error when there is none
     * @return the files, by path and then by path within
     */
    static Inputs of(List<Path> paths, Predicate<String> wanted, String wantedWords) {
        Inputs inputs = new Inputs();
        try {
            for (Path path : Check.notEmpty(paths, "paths")) {
                int before = inputs.files.size();
                inputs.find(path, paths.size() > 1, wanted);
                if (inputs.files.size() == before) {
                    boolean folder = Files.isDirectory(path);
                    throw new DataException(
                            folder ? path.toString() : path.getFileName().toString(),
                            0,
                            "must hold " + wantedWords + ", but holds none");
                }
            }
            return inputs;
        } catch (RuntimeException e) {
            inputs.close();
            throw e;
        }
    }

    private void find(Path path, boolean oneOfSeveral, Predicate<String> wanted) {
        try {
            String name = path.getFileName().toString();
            if (Files.isDirectory(path)) {
                findInFolder(path, oneOfSeveral ? name + "/" : "", wanted);
            } else if (isZip(path)) {
                findInZip(path, name, wanted);
            } else {
                add(path, name);
            }
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

    private void add(Path file, String name) throws IOException {
        files.add(new Input(name, Files.size(file), () -> Files.newInputStream(file)));
    }

    private void findInFolder(Path folder, String prefix, Predicate<String> wanted) throws IOException {
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder)) {
            found = walk.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(Path::toString))
                    .toList();
        }
        for (Path file : found) {
            String name = prefix + folder.relativize(file);
            String simple = file.getFileName().toString();
            if (wanted.test(withoutGz(simple))) {
                add(file, name);
            } else if (simple.endsWith(".zip") && isZip(file)) {
                findInZip(file, name, wanted);
            }
        }
    }

    private void findInZip(Path path, String archive, Predicate<String> wanted) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        zips.add(zip);
        long size = Files.size(path);
        List<ZipEntry> entries = new ArrayList<>();
        for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
            String name = entry.getName();
            if (name.startsWith("/")
                    || name.contains("\\")
                    || name.contains(":")
                    || List.of(name.split("/")).contains("..")) {
                throw new DataException(archive, 0, "names in a zip must stay inside it, but there is '" + name + "'");
            }
            String last = name.substring(name.lastIndexOf('/') + 1);
            if (!entry.isDirectory() && wanted.test(withoutGz(last))) {
                entries.add(entry);
            }
        }
        entries.sort(Comparator.comparing(ZipEntry::getName));
        for (ZipEntry entry : entries) {
            long bytes = Math.max(1, Math.min(size, entry.getCompressedSize())); // it can claim anything
            files.add(new Input(archive + "/" + entry.getName(), bytes, () -> zip.getInputStream(entry)));
        }
    }

    /** {@return the files that were found} */
    List<Input> files() {
        return files;
    }

    @Override
    public void close() {
        for (ZipFile zip : zips) {
            try {
                zip.close();
            } catch (IOException e) {
                throw new DataException(zip.getName(), 0, "could not be closed: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Reads each file that a path stands for, one after the other.
     *
     * @param path a file, folder or zip
     * @param wanted which files of a folder or zip to read
     * @param wantedWords the same in words
     * @param reader takes each file
     * @return what was read
     */
    static List<ReadReport.FileRead> read(Path path, Predicate<String> wanted, String wantedWords, Reader reader) {
        try (Inputs inputs = of(List.of(path), wanted, wantedWords)) {
            List<ReadReport.FileRead> read = new ArrayList<>();
            for (Input file : inputs.files) {
                read.add(file.read(reader));
            }
            return read;
        }
    }

    /**
     * Reads files side by side, a few at a time, and puts what was read together in their order: the answer, and the error if
     * there is one, are the same on any number of threads. Small files that follow each other are read into the same part.
     *
     * @param files at least one
     * @param start makes an empty part
     * @param read reads a file into a part, after what is in it
     * @param add adds a later part to an earlier one, and answers with that
     * @return all parts together
     */
    static <P> P readAll(List<Input> files, Supplier<P> start, BiConsumer<P, Input> read, BinaryOperator<P> add) {
        List<List<Input>> runs = runs(files);
        P all = null;
        for (int first = 0; first < runs.size(); first += RUNS_AT_ONCE) {
            List<List<Input>> batch = runs.subList(first, Math.min(runs.size(), first + RUNS_AT_ONCE));
            List<P> parts = new ArrayList<>(Collections.nCopies(batch.size(), null));
            RuntimeException[] problems = new RuntimeException[batch.size()];
            Parallel.chunks(batch.size(), 1, (from, to) -> {
                for (int k = from; k < to; k++) {
                    try {
                        P part = start.get();
                        batch.get(k).forEach(file -> read.accept(part, file));
                        parts.set(k, part);
                    } catch (RuntimeException e) {
                        problems[k] = e;
                    }
                }
            });
            for (int k = 0; k < problems.length; k++) {
                if (problems[k] != null) {
                    throw problems[k];
                }
                try {
                    all = all == null ? parts.get(k) : add.apply(all, parts.get(k));
                } catch (IllegalArgumentException e) { // what the columns have no room for
                    throw new DataException(batch.get(k).get(0).name(), 0, e.getMessage(), e);
                }
                parts.set(k, null);
            }
        }
        return all;
    }

    /** Cuts the files into runs that are large enough to be worth a part, and enough for all cores. */
    private static List<List<Input>> runs(List<Input> files) {
        int most = (files.size() + LEAST_RUNS - 1) / LEAST_RUNS;
        List<List<Input>> runs = new ArrayList<>();
        long bytes = LARGE;
        for (Input file : files) {
            if (bytes >= LARGE || runs.get(runs.size() - 1).size() == most) {
                runs.add(new ArrayList<>());
                bytes = 0;
            }
            runs.get(runs.size() - 1).add(file);
            bytes += file.bytes;
        }
        return runs;
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
