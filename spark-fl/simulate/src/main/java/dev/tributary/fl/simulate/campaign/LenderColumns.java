package dev.tributary.fl.simulate.campaign;

import java.util.ArrayList;
import java.util.List;

/** The lender's own columns: what a registration form and an app's log tell. */
final class LenderColumns {
  static final int COUNT = 40;

  private static final Object[][] NAMES = {
    {"age_years", Shape.RATING}, {"tenure_days", Shape.DAYS},
    {"days_since_registration", Shape.DAYS}, {"days_since_last_login", Shape.DAYS},
    {"logins_30d", Shape.COUNT}, {"logins_90d", Shape.COUNT},
    {"sessions_180d", Shape.COUNT}, {"minutes_in_app_90d", Shape.AMOUNT},
    {"screens_per_session", Shape.COUNT}, {"push_opens_90d", Shape.COUNT},
    {"push_open_rate", Shape.RATIO}, {"mail_opens_90d", Shape.COUNT},
    {"mail_open_rate", Shape.RATIO}, {"sms_delivered_90d", Shape.COUNT},
    {"campaigns_received_180d", Shape.COUNT}, {"campaigns_ignored_share", Shape.RATIO},
    {"coupon_claims_180d", Shape.COUNT}, {"form_starts_180d", Shape.COUNT},
    {"form_completion_share", Shape.RATIO}, {"form_seconds_median", Shape.AMOUNT},
    {"id_verified", Shape.FLAG}, {"bank_card_linked", Shape.FLAG},
    {"mail_confirmed", Shape.FLAG}, {"referred_by_friend", Shape.FLAG},
    {"friends_referred", Shape.COUNT}, {"service_calls_365d", Shape.COUNT},
    {"service_rating", Shape.RATIO}, {"calculator_uses_180d", Shape.COUNT},
    {"calculator_amount_max", Shape.AMOUNT}, {"rate_page_views_90d", Shape.COUNT},
    {"stated_income", Shape.AMOUNT}, {"stated_rent", Shape.AMOUNT},
    {"stated_debt_share", Shape.RATIO}, {"device_age_days", Shape.DAYS},
    {"device_price", Shape.AMOUNT}, {"device_changes_365d", Shape.COUNT},
    {"app_version_lag", Shape.COUNT}, {"night_usage_share", Shape.RATIO},
    {"weekend_usage_share", Shape.RATIO}, {"wifi_share", Shape.RATIO},
  };

  private LenderColumns() {}

  static List<ColumnRecipe> recipes() {
    List<ColumnRecipe> recipes = new ArrayList<>();
    for (int c = 0; c < COUNT; c++) {
      // Every eighth column is a faint view of something the bureau knows better.
      boolean shared = c % 8 == 7;
      recipes.add(
          new ColumnRecipe(
              (String) NAMES[c][0],
              (Shape) NAMES[c][1],
              shared ? Applicants.OWN_TRAITS + c / 8 : c % Applicants.OWN_TRAITS,
              shared ? 0.25 : (c % 2 == 0 ? 0.7 : -0.6),
              c % 5 == 3 ? 0.08 : 0,
              false));
    }
    return recipes;
  }
}
