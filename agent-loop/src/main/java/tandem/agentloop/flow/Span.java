package tandem.agentloop.flow;

/// Something understood in a run of words.
///
/// @param from its first word
/// @param to the word after its last
record Span<T>(T value, int from, int to) {

    boolean overlaps(Span<?> other) {
        return from < other.to && other.from < to;
    }
}
