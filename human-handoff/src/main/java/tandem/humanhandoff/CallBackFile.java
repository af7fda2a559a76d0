package tandem.humanhandoff;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tandem.humanhandoff.wire.CallBackJson;

/// The file of call-backs; only the server's own user can read it. Confined to the list's thread
/// once that runs.
final class CallBackFile {

    private final Path path;

    CallBackFile(Path path) {
        this.path = path;
    }

    /// Makes sure that the file is there and can be written, and that it ends with a whole line.
    void prepare() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder, only(folder, "rwx------"));
        }
        try (FileChannel file = open()) {
            if (file.size() > 0) {
                if (!text().endsWith("\n")) {
                    append(file, "\n");
                }
            }
        }
    }

    /// Lines that are no call-backs, such as one cut off by a power failure, are left out.
    List<CallBack> readAll() throws IOException {
        List<CallBack> callBacks = new ArrayList<>();
        for (String line : text().split("\n")) {
            try {
                callBacks.add(CallBackJson.callBack(line));
            } catch (IOException cutOff) {
                // not one of the list's promises: those were written whole
            }
        }
        return callBacks;
    }

    /// Tolerates what is no UTF-8, as after a character that was cut in two.
    private String text() throws IOException {
        return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
    }

    /// Returns once the disk has it.
    void append(CallBack callBack) throws IOException {
        try (FileChannel file = open()) {
            append(file, CallBackJson.line(callBack) + "\n");
            file.force(true);
        }
    }

    /// All of the text or, on a full disk, nothing of it.
    private static void append(FileChannel file, String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        try {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
        } catch (IOException full) {
            if (bytes.position() > 0) {
                file.truncate(file.size() - bytes.position());
            }
            throw full;
        }
    }

    private FileChannel open() throws IOException {
        Set<OpenOption> options = Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return FileChannel.open(path, options, only(path, "rw-------"));
    }

    private static FileAttribute<?>[] only(Path path, String permissions) {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        };
    }
}
