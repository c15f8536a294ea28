/**
 * The files a user writes: JOB.yaml, shared by all parties, and PARTY.yaml, private to one. Read
 * strictly: an unknown key, a wrong type or a value out of range is an error that names the key.
 */
package dev.tributary.fl.jobs.file;
