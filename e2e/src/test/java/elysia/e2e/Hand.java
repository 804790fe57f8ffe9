package elysia.e2e;

import com.microsoft.playwright.Locator;

/// How a buyer presses what is on the page.
enum Hand {
  POINTER {
    @Override
    void press(Locator control) {
      control.click();
    }
  },
  KEYBOARD {
    @Override
    void press(Locator control) {
      control.waitFor();
      var keyboard = control.page().keyboard();
      for (int tabs = 0; !isFocused(control); tabs++) {
        if (tabs == MAX_TABS) {
          throw new AssertionError(control + " cannot be reached with Tab");
        }
        keyboard.press("Tab");
      }
      keyboard.press("Enter");
    }
  };

  /// More than the page has controls.
  private static final int MAX_TABS = 200;

  abstract void press(Locator control);

  private static boolean isFocused(Locator control) {
    return (boolean) control.evaluate("element => element === document.activeElement");
  }
}
