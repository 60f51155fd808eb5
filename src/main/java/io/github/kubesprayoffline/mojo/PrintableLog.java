package io.github.kubesprayoffline.mojo;

import io.github.kubesprayoffline.id.Printable;
import org.apache.maven.plugin.logging.Log;

/** Maven's log, into which each call writes one line and nothing that a terminal would obey. */
final class PrintableLog implements Log {

  private final Log log;

  PrintableLog(Log log) {
    this.log = log;
  }

  @Override
  public boolean isDebugEnabled() {
    return log.isDebugEnabled();
  }

  @Override
  public void debug(CharSequence content) {
    log.debug(text(content));
  }

  @Override
  public void debug(CharSequence content, Throwable error) {
    log.debug(text(content), PrintableTrace.of(error));
  }

  @Override
  public void debug(Throwable error) {
    log.debug(PrintableTrace.of(error));
  }

  @Override
  public boolean isInfoEnabled() {
    return log.isInfoEnabled();
  }

  @Override
  public void info(CharSequence content) {
    log.info(text(content));
  }

  @Override
  public void info(CharSequence content, Throwable error) {
    log.info(text(content), PrintableTrace.of(error));
  }

  @Override
  public void info(Throwable error) {
    log.info(PrintableTrace.of(error));
  }

  @Override
  public boolean isWarnEnabled() {
    return log.isWarnEnabled();
  }

  @Override
  public void warn(CharSequence content) {
    log.warn(text(content));
  }

  @Override
  public void warn(CharSequence content, Throwable error) {
    log.warn(text(content), PrintableTrace.of(error));
  }

  @Override
  public void warn(Throwable error) {
    log.warn(PrintableTrace.of(error));
  }

  @Override
  public boolean isErrorEnabled() {
    return log.isErrorEnabled();
  }

  @Override
  public void error(CharSequence content) {
    log.error(text(content));
  }

  @Override
  public void error(CharSequence content, Throwable error) {
    log.error(text(content), PrintableTrace.of(error));
  }

  @Override
  public void error(Throwable error) {
    log.error(PrintableTrace.of(error));
  }

  private static String text(CharSequence content) {
    return Printable.of(String.valueOf(content));
  }
}
