package tandem.sippscenarios.caller;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What has to be heard. Immutable. An entry may name alternatives, as in `nine/ten`; a phrase must
/// be heard word for word.
///
/// @param all every one of these
/// @param any at least one of these, unless empty
/// @param none not one of these
/// @param digits this number among the digits that were heard; empty: no matter
public record Expect(List<String> all, List<String> any, List<String> none, String digits) {

    static final Expect NOTHING = new Expect(List.of(), List.of(), List.of(), "");

    public Expect {
        all = List.copyOf(all);
        any = List.copyOf(any);
        none = List.copyOf(none);
        if (!digits.chars().allMatch(Character::isDigit)) {
            throw new IllegalArgumentException("digits must be a number: " + digits);
        }
    }

    boolean isEmpty() {
        return all.isEmpty() && any.isEmpty() && none.isEmpty() && digits.isEmpty();
    }

    /// What is missing in `heard`, in words for the report; empty when nothing is.
    Optional<String> missing(String heard) {
        Words words = Words.of(heard);
        for (String entry : all) {
            if (!isIn(words, entry)) {
                return Optional.of("did not hear \"" + entry + "\"");
            }
        }
        if (!any.isEmpty() && any.stream().noneMatch(entry -> isIn(words, entry))) {
            return Optional.of("heard none of " + any);
        }
        for (String entry : none) {
            if (isIn(words, entry)) {
                return Optional.of("heard \"" + entry + "\"");
            }
        }
        if (!words.digits().contains(digits)) {
            return Optional.of("did not hear the number " + digits);
        }
        return Optional.empty();
    }

    private static boolean isIn(Words heard, String entry) {
        return Arrays.stream(entry.split("/")).anyMatch(one -> heard.contains(Words.of(one)));
    }
}
