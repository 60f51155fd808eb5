package io.github.kubesprayoffline.registry;

import io.github.kubesprayoffline.error.TransferException;

/** A registry does not let us do something, with the login that we have or without one. */
final class LoginRefusedException extends TransferException {

  LoginRefusedException(String message) {
    super(message);
  }
}
