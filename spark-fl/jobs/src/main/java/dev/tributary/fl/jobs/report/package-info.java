/** What a job hands to people and programs: {@code metrics.json} and {@code report.html}. */
package dev.tributary.fl.jobs.report;
