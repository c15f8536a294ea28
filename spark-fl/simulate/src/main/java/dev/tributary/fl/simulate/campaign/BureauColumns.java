package dev.tributary.fl.simulate.campaign;

import java.util.ArrayList;
import java.util.List;

/**
 * The bureau's columns, in themes: the columns of a theme are noisy views of one trait, hence
 * correlated. About two in five columns (four in five of a small table) tell something about
 * applying, each of them little; where columns are many, there are more of them per theme, each
 * noisier.
 */
final class BureauColumns {
  private static final String[] THEMES = {
    "grocery",
    "fuel",
    "dining",
    "travel",
    "fashion",
    "electronics",
    "home",
    "health",
    "games",
    "streaming",
    "telecom",
    "utilities",
    "insurance",
    "education",
    "transit",
    "ride_hailing",
    "delivery",
    "cash",
    "transfer_in",
    "transfer_out",
    "salary",
    "savings",
    "funds",
    "card",
    "overdraft",
    "instalment",
    "mortgage",
    "car_loan",
    "consumer_loan",
    "enquiry",
    "guarantee",
    "late_payment",
    "collection",
    "limit",
    "balance",
    "repayment",
    "merchant_new",
    "wallet",
    "foreign",
    "subscription",
  };
  private static final String[] WINDOWS = {"30d", "90d", "180d", "365d", "720d"};
  private static final Object[][] MEASURES = {
    {"amount", Shape.AMOUNT}, {"count", Shape.COUNT}, {"share", Shape.RATIO},
    {"days_since", Shape.DAYS}, {"amount_max", Shape.AMOUNT}, {"trend", Shape.RATIO},
    {"rating", Shape.RATING}, {"peers_count", Shape.COUNT}, {"volatility", Shape.RATIO},
    {"active", Shape.FLAG},
  };
  private static final long STREAM = 4;

  private final List<ColumnRecipe> recipes;
  private final int themes;
  private final int informative;

  BureauColumns(CampaignSpec spec) {
    int features = spec.features();
    informative = Math.max(2, Math.min(40, features * 2 / 5));
    themes = informative + Math.max(1, Math.min(40, features / 12));
    int telling = Math.min(features * 4 / 5, Math.max(features * 2 / 5, 48));
    CounterRandom random = new CounterRandom(spec.seed(), STREAM, 0);
    List<ColumnRecipe> made = new ArrayList<>();
    for (int c = 0; c < features; c++) {
      boolean tells = c < telling;
      int theme = tells ? c % informative : informative + (c - telling) % (themes - informative);
      int member = tells ? c / informative : (c - telling) / (themes - informative);
      made.add(recipe(theme, member, tells, random));
    }
    shuffle(made, random);
    recipes = List.copyOf(made);
  }

  List<ColumnRecipe> recipes() {
    return recipes;
  }

  int themes() {
    return themes;
  }

  int informativeThemes() {
    return informative;
  }

  private static ColumnRecipe recipe(int theme, int member, boolean tells, CounterRandom random) {
    // A yes-no column would lose most of what its trait tells.
    int measure = (theme + member) % (MEASURES.length - (tells ? 1 : 0));
    String name =
        THEMES[theme % THEMES.length]
            + (theme < THEMES.length ? "" : "_alt")
            + "_"
            + MEASURES[measure][0]
            + "_"
            + WINDOWS[(theme + member / MEASURES.length + member) % WINDOWS.length]
            + (member < MEASURES.length ? "" : "_" + member);
    double size = 0.74 + 0.06 * random.nextUniform();
    double loading = random.nextUniform() < 0.25 ? -size : size;
    double missing = random.nextUniform() < 0.3 ? 0.01 + 0.2 * random.nextUniform() : 0;
    return new ColumnRecipe(
        name,
        (Shape) MEASURES[measure][1],
        Applicants.OWN_TRAITS + theme,
        loading,
        missing,
        theme % 3 == 0);
  }

  private static void shuffle(List<ColumnRecipe> recipes, CounterRandom random) {
    for (int i = recipes.size() - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      ColumnRecipe held = recipes.get(i);
      recipes.set(i, recipes.get(j));
      recipes.set(j, held);
    }
  }
}
