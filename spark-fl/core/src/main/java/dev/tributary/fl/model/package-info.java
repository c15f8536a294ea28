/**
 * What a training leaves behind: each party's part of the model as strict JSON, and the manifest
 * that binds the parts to their run.
 */
package dev.tributary.fl.model;
