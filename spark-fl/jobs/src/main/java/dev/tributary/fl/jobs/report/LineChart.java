package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Curve;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line chart as SVG markup; coordinates of a 460 x 320 box. */
final class LineChart {
  private static final int WIDTH = 460;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int RIGHT = 26;
  private static final int TOP = 14;
  private static final int BOTTOM = 46;

  private final String label;
  private final String xTitle;
  private final String yTitle;
  private final double xMax;
  private final double yMax;
  private final boolean percentY;
  private final StringBuilder body = new StringBuilder();

  /**
   * @param label what the chart shows, read out by screen readers
   * @param xMax right end of an axis of shares that starts at 0
   * @param yMax upper end of the other axis, which starts at 0
   */
  private LineChart(
      String label, String xTitle, String yTitle, double xMax, double yMax, boolean percentY) {
    this.label = label;
    this.xTitle = xTitle;
    this.yTitle = yTitle;
    this.xMax = xMax;
    this.yMax = yMax;
    this.percentY = percentY;
    grid();
  }

  /** Both axes are shares from 0 to 1. */
  static LineChart ofShares(String label, String xTitle, String yTitle) {
    return new LineChart(label, xTitle, yTitle, 1, 1, true);
  }

  /** Shares up to {@code xMax} against plain numbers from 0 to about {@code yMax}. */
  static LineChart ofNumbers(String label, String xTitle, String yTitle, double xMax, double yMax) {
    double step = step(yMax);
    return new LineChart(label, xTitle, yTitle, xMax, step * Math.ceil(yMax / step), false);
  }

  /** Shares of at most about {@code yMax}, the x axis being a score from 0 to {@code xMax}. */
  static LineChart ofDensities(
      String label, String xTitle, String yTitle, double xMax, double yMax) {
    double step = step(yMax);
    return new LineChart(label, xTitle, yTitle, xMax, step * Math.ceil(yMax / step), true);
  }

  /** A line of a style class of the page: {@code joint}, {@code solo} or {@code base}. */
  LineChart line(Curve curve, String style) {
    body.append("<polyline class=\"line ").append(style).append("\" points=\"");
    for (int p = 0; p < curve.points(); p++) {
      if (curve.x()[p] <= xMax * 1.0001) {
        body.append(p == 0 ? "" : " ").append(at(curve.x()[p], Math.min(yMax, curve.y()[p])));
      }
    }
    body.append("\"/>");
    return this;
  }

  /** A vertical gap with its value, as at the widest distance of two curves. */
  LineChart gap(double x, double low, double high, String style, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line class=\"gap %s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>"
                + "<text class=\"note %s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            style,
            x(x),
            y(low),
            x(x),
            y(high),
            style,
            x(x) + 6,
            y((low + high) / 2) + 4,
            Html.text(text)));
    return this;
  }

  String svg() {
    return String.format(
        Locale.ROOT,
        "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">%s</svg>",
        WIDTH,
        HEIGHT,
        Html.text(label),
        body);
  }

  private void grid() {
    for (double tick : ticks(xMax)) {
      body.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
                  + "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
              x(tick),
              TOP,
              x(tick),
              HEIGHT - BOTTOM,
              x(tick),
              HEIGHT - BOTTOM + 17,
              Html.plainPercent(tick)));
    }
    for (double tick : ticks(yMax)) {
      body.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                  + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT,
              y(tick),
              WIDTH - RIGHT,
              y(tick),
              LEFT - 6,
              y(tick) + 4,
              percentY ? Html.plainPercent(tick) : Html.number(tick, wholeSteps(yMax) ? 0 : 1)));
    }
    body.append(
        String.format(
            Locale.ROOT,
            "<text class=\"axis\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">%s</text>"
                + "<text class=\"axis\" transform=\"translate(13 %d) rotate(-90)\""
                + " text-anchor=\"middle\">%s</text>",
            (LEFT + WIDTH - RIGHT) / 2,
            HEIGHT - 8,
            Html.text(xTitle),
            (TOP + HEIGHT - BOTTOM) / 2,
            Html.text(yTitle)));
  }

  private String at(double x, double y) {
    return String.format(Locale.ROOT, "%.1f,%.1f", x(x), y(y));
  }

  private double x(double value) {
    return LEFT + value / xMax * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - value / yMax * (HEIGHT - TOP - BOTTOM);
  }

  private static List<Double> ticks(double max) {
    List<Double> ticks = new ArrayList<>();
    double step = step(max);
    for (int i = 0; i * step <= max * 1.0001; i++) {
      ticks.add(i * step);
    }
    return ticks;
  }

  private static boolean wholeSteps(double max) {
    return step(max) == Math.rint(step(max));
  }

  /** A round step that gives four to seven ticks. */
  private static double step(double max) {
    double power = Math.pow(10, Math.floor(Math.log10(max / 4)));
    double[] round = {1, 2, 2.5, 5, 10};
    for (double r : round) {
      if (max / (r * power) <= 6) {
        return r * power;
      }
    }
    return 10 * power;
  }
}
