package tandem.sippscenarios.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows in columns as wide as their widest cell; the last column is cut to the width. Confined to
/// the thread that fills it.
public final class Table {

    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... heads) {
        rows.add(List.of(heads));
    }

    public void row(String... cells) {
        if (cells.length != rows.getFirst().size()) {
            throw new IllegalArgumentException("a row has as many cells as the table has heads");
        }
        rows.add(List.of(cells));
    }

    public boolean isEmpty() {
        return rows.size() == 1;
    }

    /// The rows with a rule under the heads, none longer than `width`.
    public List<String> lines(int width) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(cut(line(row, widths), width));
            if (lines.size() == 1) {
                lines.add("-".repeat(Math.min(width, lines.getFirst().length())));
            }
        }
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(i == 0 ? "" : GAP).append(row.get(i));
            line.append(" ".repeat(i + 1 < widths.length ? widths[i] - row.get(i).length() : 0));
        }
        return line.toString();
    }

    private static String cut(String line, int width) {
        String trimmed = line.stripTrailing();
        return trimmed.length() <= width ? trimmed : trimmed.substring(0, width - 1) + "…";
    }
}
