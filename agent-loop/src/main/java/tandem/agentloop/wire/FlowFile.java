package tandem.agentloop.wire;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import tandem.agentloop.ToolSpec;
import tandem.agentloop.flow.Flow;

/// Reads flows from YAML files and checks that they can be run: every key is known, every name that
/// is used exists, every sentence that may have to be said is there. `flow.schema.json` beside the
/// shipped flows describes the same form for editors.
///
/// Immutable.
public final class FlowFile {

    private static final int LARGEST_BYTES = 1_000_000;

    private final List<ToolSpec> tools;

    /// @param tools that a flow may use
    public FlowFile(Collection<ToolSpec> tools) {
        this.tools = List.copyOf(tools);
    }

    /// @throws FlowFileException naming every problem of the file at once
    public Flow read(Path file) throws FlowFileException {
        String name = file.toString();
        try {
            if (Files.isDirectory(file)) {
                throw new FlowFileException(name, List.of(name + ": is a folder, not a flow file"));
            }
            if (Files.size(file) > LARGEST_BYTES) {
                throw tooLarge(name);
            }
            return parse(name, decode(name, Files.readAllBytes(file)));
        } catch (NoSuchFileException missing) {
            throw new FlowFileException(name, List.of(name + ": there is no such file"));
        } catch (IOException unreadable) {
            throw new FlowFileException(
                    name, List.of(name + ": cannot be read: " + unreadable.getMessage()));
        }
    }

    /// One of the flows that come with the product.
    ///
    /// @param name as in `support`
    public Flow shipped(String name) throws FlowFileException {
        String resource = "/tandem/flows/" + name + ".yaml";
        try (InputStream in = FlowFile.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new FlowFileException(
                        name, List.of("no flow named \"" + name + "\" comes with the product"));
            }
            return parse(name + ".yaml", decode(name, in.readNBytes(LARGEST_BYTES)));
        } catch (IOException unreadable) {
            throw new FlowFileException(
                    name, List.of(resource + ": cannot be read: " + unreadable.getMessage()));
        }
    }

    /// @param file as it is to be named in messages
    public Flow parse(String file, String yaml) throws FlowFileException {
        if (yaml.length() > LARGEST_BYTES) {
            throw tooLarge(file);
        }
        Problems problems = new Problems(file);
        Optional<YamlNode> root = YamlReader.read(yaml, problems);
        if (root.isEmpty()) {
            throw problems.toException();
        }
        Flow flow = new FlowBinder(problems, tools).bind(root.get());
        if (!problems.isEmpty()) {
            throw problems.toException();
        }
        return flow;
    }

    private static String decode(String file, byte[] bytes) throws FlowFileException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new FlowFileException(file, List.of(file + ": is not UTF-8 text"));
        }
    }

    private static FlowFileException tooLarge(String file) {
        return new FlowFileException(
                file, List.of(file + ": is larger than " + LARGEST_BYTES + " bytes"));
    }
}
