package tandem.app.settings;

/// How far two words lie apart.
final class Spelling {

    private Spelling() {}

    /// The number of inserted, dropped or changed characters between them (Levenshtein).
    static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int column = 0; column < row.length; column++) {
            row[column] = column;
        }
        for (int line = 1; line <= left.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column < row.length; column++) {
                int change = left.charAt(line - 1) == right.charAt(column - 1) ? 0 : 1;
                int best = Math.min(diagonal + change, Math.min(row[column], row[column - 1]) + 1);
                diagonal = row[column];
                row[column] = best;
            }
        }
        return row[right.length()];
    }
}
