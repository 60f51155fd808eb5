package io.github.kubesprayoffline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTableTest {

  private static final String HEAD =
      """
      | package | its one sentence | may import |
      |---|---|---|
      """;
  private static final String ROWS =
      """
      | `top` | Sees all. | any |
      | `upper` | Sees almost all. | any but `top` |
      | `lower` | Sees one. | `ground` |
      | `ground` | Sees none. | – |
      """;
  private static final String SENTENCE = "\n`ground` may be imported by every package.\n";

  @Test
  void table_saysWhoMayImportWhom() {
    RoomTable table = RoomTable.parse(HEAD + ROWS + SENTENCE);

    assertThat(table.rooms()).containsExactly("ground", "lower", "top", "upper");
    assertThat(table.allows("top", "upper")).isTrue();
    assertThat(table.allows("upper", "top")).isFalse();
    assertThat(table.allows("upper", "lower")).isTrue();
    assertThat(table.allows("lower", "ground")).isTrue();
    assertThat(table.allows("lower", "upper")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "| `odd` | No end | – |",
        "| odd | No name. | – |",
        "| `odd` | No imports. | |",
        "| `odd` | No names. | ground |",
        "| `odd` | No comma. | `lower` `ground` |",
        "| `odd` | One more. | – | – |",
        "| `odd` | Both. | any, `ground` |",
        "| `odd` | Any but none. | any but |",
        "`odd`: no row at all",
      })
  void malformedRow_isRefused(String row) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoomTable.parse(HEAD + ROWS + row + "\n" + SENTENCE))
        .withMessageContaining(row);
  }

  @Test
  void secondRowOfARoom_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RoomTable.parse(HEAD + ROWS + "| `top` | Again. | – |\n" + SENTENCE))
        .withMessage("Two rows for top");
  }

  @Test
  void importOfARoomWithoutRow_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> RoomTable.parse(HEAD + ROWS + "| `odd` | Sees it. | `gone` |\n" + SENTENCE))
        .withMessage("Named, but without a row: [gone]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ROWS + SENTENCE, HEAD + ROWS, HEAD + ROWS + "\n" + HEAD + SENTENCE})
  void pageWithoutItsOneTableAndSentence_isRefused(String page) {
    assertThatIllegalArgumentException().isThrownBy(() -> RoomTable.parse(page));
  }
}
