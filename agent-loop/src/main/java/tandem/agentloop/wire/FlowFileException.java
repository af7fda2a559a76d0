package tandem.agentloop.wire;

import java.util.List;

/// A flow file cannot be used. The message holds every problem, a line each.
public final class FlowFileException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /// @param problems each as `file:line:column: path: what is wrong`, or a sentence about the
    ///   file
    public FlowFileException(String file, List<String> problems) {
        super(
                problems.size() == 1
                        ? problems.getFirst()
                        : problems.size()
                                + " problems in "
                                + file
                                + ":\n  "
                                + String.join("\n  ", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
