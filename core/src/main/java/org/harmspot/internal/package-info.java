/** Argument checks, loops on all cores, small collections of numbers. Not for users: may change at any time. */
package org.harmspot.internal;
