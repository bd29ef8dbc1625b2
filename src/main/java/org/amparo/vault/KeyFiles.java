package org.amparo.vault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The key file on disk. It is replaced as a whole, never written into: a crash leaves the old file or the new one. Whoever changes it holds
 * a lock beside it and begins from what lies there, so nodes that share a folder lose none of each other's changes. Beside it lies its
 * recovery copy, sealed to the custodians, always as new as the file.
 */
final class KeyFiles {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final ReentrantLock HERE = new ReentrantLock();

    private KeyFiles() {}

    /** What lies on disk. */
    private record Stored(
            int format,
            UUID installation,
            Instant made,
            List<StoredTree> trees,
            byte[] fingerprints,
            byte[] signing,
            byte[] verifying,
            KeyFile.Kit kit) {

        static Stored of(KeyFile keys) {
            return new Stored(
                    keys.format(),
                    keys.installation(),
                    keys.made(),
                    keys.trees().stream().map(StoredTree::of).toList(),
                    keys.fingerprints(),
                    keys.signing(),
                    keys.verifying(),
                    keys.kit());
        }

        KeyFile keys() {
            return new KeyFile(
                    format,
                    installation,
                    made,
                    trees.stream().map(StoredTree::tree).toList(),
                    fingerprints,
                    signing,
                    verifying,
                    kit);
        }
    }

    private record StoredTree(
            int number, Instant since, @Nullable Instant emptied, byte[] nodes) {

        static StoredTree of(KeyFile.Tree tree) {
            return new StoredTree(
                    tree.number(), tree.since(), tree.emptied(), tree.keys().packed());
        }

        KeyFile.Tree tree() {
            return new KeyFile.Tree(number, since, emptied, KeyTree.unpack(nodes));
        }
    }

    /** Tells one state of the file on disk from the next. */
    record Mark(Object key, Instant modified, long size) {

        static Mark of(Path file) {
            try {
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                var key = attributes.fileKey();
                return new Mark(
                        key == null ? file : key, attributes.lastModifiedTime().toInstant(), attributes.size());
            } catch (IOException e) {
                throw new KeyTrouble("the key file " + file + " can't be read any more");
            }
        }
    }

    /** What is wrong with the file itself, one sentence each; nothing when keys can be read from it and written to it. */
    static List<String> troubleWith(Path file) {
        if (!Files.exists(file)) {
            return List.of(
                    "there is no key file at " + file + "; make one with: java -jar amparo.jar keys create --out "
                            + file + ", or bring it back with: keys restore");
        }
        var trouble = new ArrayList<String>();
        if (!Files.isRegularFile(file)) {
            return List.of("the key file " + file + " is not a file");
        }
        if (!Files.isReadable(file)) {
            return List.of("the key file " + file + " can't be read by the account Amparo runs as");
        }
        if (isOpenToOthers(file)) {
            trouble.add("the key file " + file
                    + " can be read by others than the account Amparo runs as; close it with: chmod 600 " + file);
        }
        if (!Files.isWritable(file.toAbsolutePath().getParent())) {
            trouble.add("the folder of the key file " + file
                    + " can't be written by the account Amparo runs as, so keys could not be destroyed");
        }
        try {
            read(file);
        } catch (KeyTrouble unreadable) {
            trouble.add(unreadable.getMessage());
        }
        return trouble;
    }

    static KeyFile read(Path file) {
        try {
            return parse(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new KeyTrouble("the key file " + file + " can't be read");
        }
    }

    static KeyFile parse(byte[] content) {
        try {
            return JSON.readValue(content, Stored.class).keys();
        } catch (JacksonException | IllegalArgumentException | NullPointerException e) {
            throw new KeyTrouble("the key file is damaged; bring it back with: keys restore");
        }
    }

    static byte[] content(KeyFile keys) {
        return JSON.writeValueAsBytes(Stored.of(keys));
    }

    /** @throws KeyTrouble when something lies there already */
    static void create(Path file, KeyFile keys) {
        refuseOverwriting(file);
        replace(file, keys);
    }

    static void refuseOverwriting(Path file) {
        if (Files.exists(file)) {
            throw new KeyTrouble(file + " is there already; a key file is never overwritten");
        }
    }

    /** Changes the file from what lies on disk at this moment. */
    static KeyFile change(Path file, UnaryOperator<KeyFile> change) {
        HERE.lock();
        try (var channel =
                        FileChannel.open(beside(file, ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!lock.isValid()) {
                throw new IOException("no lock");
            }
            var after = change.apply(read(file));
            replace(file, after);
            return after;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HERE.unlock();
        }
    }

    static Path recoveryCopy(Path file) {
        return beside(file, ".recovery");
    }

    /** The recovery copy first: it may be newer than the file, never older. */
    private static void replace(Path file, KeyFile keys) {
        write(recoveryCopy(file), JSON.writeValueAsBytes(RecoveryKit.seal(keys)));
        write(file, content(keys));
    }

    /** Whole or not at all, and on the disk when this returns. */
    static void write(Path file, byte[] content) {
        var draft = beside(file, ".new");
        try {
            Files.deleteIfExists(draft);
            createForOwner(draft);
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                var bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (var folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void createForOwner(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } else {
            Files.createFile(file);
        }
    }

    private static boolean isOpenToOthers(Path file) {
        try {
            var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.removeAll(OWNER_ONLY);
            return Stream.of(
                            PosixFilePermission.GROUP_READ,
                            PosixFilePermission.GROUP_WRITE,
                            PosixFilePermission.OTHERS_READ,
                            PosixFilePermission.OTHERS_WRITE)
                    .anyMatch(others::contains);
        } catch (UnsupportedOperationException notPosix) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
