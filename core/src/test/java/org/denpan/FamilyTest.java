package org.denpan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.denpan.train.Optimizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyTest {
  sealed interface Fruit {
    record Apple(int seeds, double weight, boolean ripe) implements Fruit {
      public Apple() {
        this(5, 0.2, true);
      }

      public Apple {
        if (seeds < 0) {
          throw new DenpanException("apple: seeds must be at least 0, got " + seeds);
        }
      }
    }

    @Family.Also("citrus")
    record Orange(double juice, int slices) implements Fruit {}

    sealed interface Stone extends Fruit {}

    record Cherry() implements Stone {}

    record Basket(int handles, Fruit holds) implements Fruit {
      public Basket() {
        this(1, new Cherry());
      }
    }

    record Jar(Fruit holds, double sugar) implements Fruit {}

    non-sealed interface Custom extends Fruit {}
  }

  record Own() implements Fruit.Custom {}

  private final Family<Fruit> fruits = Family.of(Fruit.class);

  @Test
  void membersAreTheRecordsOfTheSealedInterfaceAndOfThoseBelowItAsDeclared() {
    assertThat(fruits.names()).containsExactly("apple", "orange", "cherry", "basket", "jar");
    assertThat(fruits.members())
        .containsExactly(
            Fruit.Apple.class,
            Fruit.Orange.class,
            Fruit.Cherry.class,
            Fruit.Basket.class,
            Fruit.Jar.class);
  }

  @Test
  void aUsersOwnIsNoMember() {
    assertThat(fruits.find("own")).isEmpty();
    assertThat(fruits.find(Own.class.getName())).isEmpty();
  }

  @Test
  void namesAndAliasesAreFoundInAnyCase() {
    assertThat(fruits.find("apple")).contains(Fruit.Apple.class);
    assertThat(fruits.find("APPLE")).contains(Fruit.Apple.class);
    assertThat(fruits.find("Citrus")).contains(Fruit.Orange.class);
    assertThat(fruits.find("pear")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          apple                               | 5 | 0.2 | true
          apple 7                             | 7 | 0.2 | true
          apple 7 0.5 false                   | 7 | 0.5 | false
          apple weight=1e-3                   | 5 | 0.001 | true
          apple ripe=false seeds=1            | 1 | 0.2 | false
          apple 7 ripe=false                  | 7 | 0.2 | false
          """)
  void numbersGoByPlaceOrByNameAndTheRestKeepsItsDefault(
      String words, int seeds, double weight, boolean ripe) {
    assertThat(fruits.parse(words)).isEqualTo(new Fruit.Apple(seeds, weight, ripe));
  }

  @Test
  void spacesAroundAndBetweenDoNotMatter() {
    assertThat(fruits.parse("  Apple \t 7   0.5 ")).isEqualTo(new Fruit.Apple(7, 0.5, true));
  }

  @Test
  void aMemberWithinAMemberTakesAllWordsThatRemain() {
    Fruit apple = new Fruit.Apple(7, 0.5, true);
    assertThat(fruits.parse("basket 2 apple 7 weight=0.5")).isEqualTo(new Fruit.Basket(2, apple));
    assertThat(fruits.parse("basket holds=apple 7 weight=0.5"))
        .isEqualTo(new Fruit.Basket(1, apple));
    assertThat(fruits.parse("basket handles=2 holds=cherry"))
        .isEqualTo(new Fruit.Basket(2, new Fruit.Cherry()));
    assertThat(fruits.parse("basket 2 basket 3 citrus 1 2"))
        .isEqualTo(new Fruit.Basket(2, new Fruit.Basket(3, new Fruit.Orange(1, 2))));
    assertThat(fruits.parse("jar sugar=3 holds=cherry"))
        .isEqualTo(new Fruit.Jar(new Fruit.Cherry(), 3));
    assertThat(fruits.parse("basket")).isEqualTo(new Fruit.Basket(1, new Fruit.Cherry()));
  }

  @Test
  void anAliasParsesToItsMember() {
    assertThat(fruits.parse("citrus 0.3 9")).isEqualTo(new Fruit.Orange(0.3, 9));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          aple                    | unknown fruit 'aple'; did you mean 'apple'?
          citris 1                | unknown fruit 'citris'; did you mean 'citrus'?
          xylophone               | unknown fruit 'xylophone'; known: apple, orange, cherry, basket, jar
          cherry 1                | 'cherry 1': cherry takes nothing, got '1' beyond that
          orange 1 2 3            | 'orange 1 2 3': orange takes juice, slices, got '3' beyond that
          cherry ripe=true        | cherry takes no settings, got 'ripe'
          apple sedes=3           | apple has no 'sedes'; did you mean 'seeds'?
          apple 1.5               | 'apple 1.5': seeds must be a whole number, got '1.5'
          apple 99999999999       | 'apple 99999999999': seeds must be a whole number, got '99999999999'
          apple weight=much       | 'apple weight=much': weight must be a number, got 'much'
          apple weight=           | 'apple weight=': weight must be a number, got ''
          apple ripe=maybe        | 'apple ripe=maybe': ripe must be true or false, got 'maybe'
          orange                  | 'orange': orange needs juice, as in 'orange 0.5'
          orange 0.5              | 'orange 0.5': orange needs slices, as in 'orange slices=10'
          apple -1                | apple: seeds must be at least 0, got -1
          apple 1 seeds=2         | 'apple 1 seeds=2': seeds is given twice
          apple weight=1 weight=1 | 'apple weight=1 weight=1': weight is given twice
          basket apple            | 'basket apple': handles must be a whole number, got 'apple'
          basket 2 aple           | unknown fruit 'aple'; did you mean 'apple'?
          basket 2 apple x        | 'apple x': seeds must be a whole number, got 'x'
          basket 2 cherry 1       | 'cherry 1': cherry takes nothing, got '1' beyond that
          basket holds=           | unknown fruit ''; known: apple, orange, cherry, basket, jar
          basket 2 hold=apple     | basket has no 'hold'; did you mean 'holds'?
          basket 2 orange         | 'orange': orange needs juice, as in 'orange 0.5'
          jar                     | 'jar': jar needs holds, as in 'jar apple'
          jar cherry              | 'jar cherry': jar needs sugar, as in 'jar sugar=0.5'
          """)
  void wrongWordsAreAnsweredWithWhatIsRight(String words, String message) {
    assertThatThrownBy(() -> fruits.parse(words))
        .isExactlyInstanceOf(DenpanException.class)
        .hasMessage(message);
  }

  @Test
  void noWordAtAllIsAnsweredWithTheList() {
    assertThatThrownBy(() -> fruits.parse("  "))
        .isExactlyInstanceOf(DenpanException.class)
        .hasMessage("unknown fruit ''; known: apple, orange, cherry, basket, jar");
  }

  @Test
  void valuesOutOfRangeGiveTheRecordsOwnMessage() {
    assertThatThrownBy(() -> Family.of(Optimizer.class).parse("adam -1"))
        .isExactlyInstanceOf(DenpanException.class)
        .hasMessage("the learning rate must be a positive number, got -1.0");
    assertThatThrownBy(() -> Family.of(Optimizer.class).parse("adam NaN"))
        .isExactlyInstanceOf(DenpanException.class)
        .hasMessage("the learning rate must be a positive number, got NaN");
  }

  @Test
  void defaultsAreThoseOfTheConstructorWithoutArguments() {
    assertThat(Family.defaults(Fruit.Apple.class)).containsExactly(5, 0.2, true);
    assertThat(Family.defaults(Fruit.Orange.class)).containsExactly(null, null);
    assertThat(Family.defaults(Fruit.Cherry.class)).isEmpty();
  }

  @Test
  void aRecordIsMadeOfItsValues() {
    assertThat(Family.create(Fruit.Orange.class, new Object[] {0.5, 8}))
        .isEqualTo(new Fruit.Orange(0.5, 8));
  }
}
