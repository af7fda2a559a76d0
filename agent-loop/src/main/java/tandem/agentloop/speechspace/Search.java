package tandem.agentloop.speechspace;

/// The two searches that run side by side for one expectation.
///
/// @param name letters, digits and `_`; unique within a recogniser
/// @param grammar a JSGF grammar
/// @param model a trigram model in the ARPA format
public record Search(String name, String grammar, String model) {

    public Search {
        if (!name.matches("[a-z0-9_]{1,60}")) {
            throw new IllegalArgumentException("not a name of a search: " + name);
        }
    }
}
