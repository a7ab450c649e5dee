package org.denpan.data;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.denpan.DenpanException;
import org.denpan.Family;

/// How the columns of a table are to become inputs: what [Encoder#fit] does with each.
///
/// ```java
/// Preparation.standard().withNumbers(new Treatment.Robust()).with("zip", new Treatment.OneHot())
/// ```
///
/// @param numbers what is done with columns of numbers; standardised by default
/// @param embedFrom columns of at least so many different texts get learnt embeddings, others are
///   one-hot encoded
/// @param embeddingSize numbers in the vector of such a text
/// @param columns what is done with a column of this name, whatever it looks like
public record Preparation(
    Treatment numbers, int embedFrom, int embeddingSize, Map<String, Treatment> columns) {
  private static final int EMBED_FROM = 65;

  /// @throws DataException for a number below 1, or a treatment that is none for numbers
  public Preparation {
    columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
    if (embedFrom < 2) {
      throw new DataException("embeddings need at least 2 categories, got " + embedFrom);
    }
    new Treatment.Embedding(embeddingSize);
    if (!(numbers instanceof Treatment.Standardize
        || numbers instanceof Treatment.Robust
        || numbers instanceof Treatment.Quantile)) {
      throw new DataException(
          "numbers can be prepared by standardize, robust or quantile, got "
              + Family.name(numbers.getClass()));
    }
  }

  /// Numbers standardised, up to 64 texts one-hot, more of them embedded.
  public static Preparation standard() {
    return new Preparation(
        new Treatment.Standardize(), EMBED_FROM, new Treatment.Embedding().size(), Map.of());
  }

  public Preparation withNumbers(Treatment treatment) {
    return new Preparation(treatment, embedFrom, embeddingSize, columns);
  }

  /// The same, with vectors of this size for the texts of columns that have at least so many.
  public Preparation withEmbeddings(int from, int size) {
    return new Preparation(numbers, from, size, columns);
  }

  /// The same, but for this column.
  public Preparation with(String column, Treatment treatment) {
    Map<String, Treatment> all = new LinkedHashMap<>(columns);
    all.put(column, treatment);
    return new Preparation(numbers, embedFrom, embeddingSize, all);
  }

  /// The same, but for the columns in words such as `age=quantile, zip=embedding 4`.
  ///
  /// @throws DenpanException naming the wrong word
  public Preparation with(String words) {
    Preparation all = this;
    for (String part : words.split(",", -1)) {
      int equals = part.lastIndexOf('=');
      if (equals <= 0) {
        throw new DenpanException(
            String.format(
                Locale.ROOT,
                "expected a treatment for each column as in \"age=quantile, zip=embedding 4\", got"
                    + " '%s'; treatments: %s",
                part.strip(),
                Treatment.known()));
      }
      all =
          all.with(part.substring(0, equals).strip(), Treatment.parse(part.substring(equals + 1)));
    }
    return all;
  }

  /// Refuses a choice for a column that the table lacks, or that is no input.
  void check(Table table) {
    for (String column : columns.keySet()) {
      table.column(column);
      if (table.target().filter(column::equals).isPresent()) {
        throw new DataException(
            table.name() + ": '" + column + "' is the target, which is not prepared as an input");
      }
    }
  }
}
