package dev.tributary.fl.jobs.report;

import dev.tributary.fl.evaluation.Curve;
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
  private final Axis x;
  private final Axis y;
  private final StringBuilder body = new StringBuilder();

  /** The label, read out by screen readers, is made of both titles. */
  LineChart(String xTitle, Axis x, String yTitle, Axis y) {
    this.label = yTitle + " against " + xTitle;
    this.x = x;
    this.y = y;
    grid(xTitle, yTitle);
  }

  /** Both axes are shares from 0 to 1. */
  static LineChart ofShares(String xTitle, String yTitle) {
    return new LineChart(xTitle, Axis.shares(), yTitle, Axis.shares());
  }

  /** A line of a style class of the page: {@code joint}, {@code solo} or {@code base}. */
  LineChart line(Curve curve, String style) {
    body.append("<polyline class=\"line ").append(style).append("\" points=\"");
    double end = x.high() + 1e-4 * (x.high() - x.low());
    String separator = "";
    for (int p = 0; p < curve.points(); p++) {
      if (curve.x()[p] <= end) {
        double height = Math.min(y.high(), curve.y()[p]);
        body.append(separator);
        body.append(String.format(Locale.ROOT, "%.1f,%.1f", x(curve.x()[p]), y(height)));
        separator = " ";
      }
    }
    body.append("\"/>");
    return this;
  }

  /** A point with the interval that it may be anywhere in. */
  LineChart point(double at, double value, double low, double high, String style) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line class=\"span %s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>"
                + "<circle class=\"point %s\" cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\"/>",
            style,
            x(at),
            y(low),
            x(at),
            y(Math.min(y.high(), high)),
            style,
            x(at),
            y(Math.min(y.high(), value))));
    return this;
  }

  /**
   * A vertical gap with its value, as at the widest distance of two curves.
   *
   * @param note height of the text, which begins right of the line
   */
  LineChart gap(double at, double low, double high, double note, String style, String text) {
    body.append(
        String.format(
            Locale.ROOT,
            "<line class=\"gap %s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>"
                + "<text class=\"note %s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
            style,
            x(at),
            y(low),
            x(at),
            y(high),
            style,
            x(at) + 6,
            y(note),
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

  private void grid(String xTitle, String yTitle) {
    for (Axis.Tick tick : x.ticks()) {
      body.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\"/>"
                  + "<text class=\"tick\" x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s</text>",
              x(tick.at()),
              TOP,
              x(tick.at()),
              HEIGHT - BOTTOM,
              x(tick.at()),
              HEIGHT - BOTTOM + 17,
              tick.label()));
    }
    for (Axis.Tick tick : y.ticks()) {
      body.append(
          String.format(
              Locale.ROOT,
              "<line class=\"grid\" x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\"/>"
                  + "<text class=\"tick\" x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
              LEFT,
              y(tick.at()),
              WIDTH - RIGHT,
              y(tick.at()),
              LEFT - 6,
              y(tick.at()) + 4,
              tick.label()));
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

  private double x(double value) {
    return LEFT + (value - x.low()) / (x.high() - x.low()) * (WIDTH - LEFT - RIGHT);
  }

  private double y(double value) {
    return HEIGHT - BOTTOM - (value - y.low()) / (y.high() - y.low()) * (HEIGHT - TOP - BOTTOM);
  }
}
