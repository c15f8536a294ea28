/** The run that a party takes part in, and messages between drivers. */
package dev.tributary.fl.session;
