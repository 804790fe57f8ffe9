package elysia.e2e;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import elysia.sandbox.common.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The sandbox's page in a browser, in the buyer's words. Every look waits until what it looks for
/// is there.
final class PhonePage implements AutoCloseable {
  static final List<String> TABS = List.of("Conversa", "Banco", "Trilha", "Falhas");

  private static final double MAX_WAIT_MS = 30_000;

  /// Everything whose right edge lies outside the window; what is meant for screen readers only is
  /// kept out of sight on purpose.
  private static final String STICKING_OUT =
      """
      () => [...document.querySelectorAll("body *:not(.sr)")]
        .filter(element => element.getBoundingClientRect().right > innerWidth + 0.5)
        .map(element => element.outerHTML.slice(0, 120))
        .concat(document.documentElement.scrollWidth > document.documentElement.clientWidth
          ? ["the document scrolls sideways"] : [])
      """;

  private final BrowserContext context;
  private final Page page;
  private final PageWatch watch;
  private final Hand hand;

  private PhonePage(BrowserContext context, Page page, Hand hand) {
    this.context = context;
    this.page = page;
    this.watch = PageWatch.of(page);
    this.hand = hand;
  }

  /// Opens it as a new buyer, and waits until the bot is there.
  static PhonePage open(Browser browser, URI sandbox, String bot, Screen screen, Hand hand) {
    var options = new Browser.NewContextOptions().setViewportSize(screen.width(), screen.height());
    var context = browser.newContext(options.setLocale("pt-BR"));
    context.grantPermissions(List.of("clipboard-read", "clipboard-write"));
    context.setDefaultTimeout(MAX_WAIT_MS);
    var phone = new PhonePage(context, context.newPage(), hand);
    phone.page.navigate(sandbox.toString());
    see(phone.chat().getByText("@" + bot, new Locator.GetByTextOptions().setExact(true)));
    return phone;
  }

  /// The number by which Telegram knows the buyer.
  long buyer() {
    var id = (Number) page.evaluate("JSON.parse(localStorage.getItem('elysia.buyer')).id");
    return id.longValue();
  }

  /// Chooses the gateway by which the ad's bot charges, and clicks.
  void clickAd(String gateway) {
    hand.press(button(page.locator("#ad"), gateway));
    hand.press(button(page.locator("#ad"), "Clique no anúncio"));
  }

  /// Opens a chat from the list of chats, which is shown again where it was left.
  void openChat(String name) {
    openTab("Conversa");
    var back = button(chat(), "Voltar às conversas");
    if (back.isVisible()) {
      hand.press(back);
    }
    hand.press(chat().locator(".chat-row").filter(new Locator.FilterOptions().setHasText(name)));
  }

  /// The names in the list of chats.
  List<String> chats() {
    see(chat().locator(".chat-row").first());
    return chat().locator(".chat-row-name").allTextContents();
  }

  /// Starts the bot of a chat that is still empty.
  void start() {
    hand.press(button(chat(), "Começar"));
    seeInChat("/start");
  }

  void press(String key) {
    hand.press(button(chat(), key));
  }

  void chooseFirstPlan() {
    hand.press(chat().locator(".keys button").first());
  }

  /// Copies the PIX code with the button of the conversation.
  ///
  /// @return what the clipboard then holds
  String copyPixCode() {
    hand.press(button(chat(), "Copiar código PIX"));
    see(chat().getByText("Código PIX copiado"));
    return (String) page.evaluate("navigator.clipboard.readText()");
  }

  /// Sees this many pictures of one album, each as it was drawn.
  void seeAlbum(int pictures) {
    var album = chat().locator(".album").first();
    see(album);
    page.waitForFunction(
        "([album, count]) => [...album.querySelectorAll('img')].filter(i => i.naturalWidth > 0).length === count",
        List.of(album.elementHandle(), pictures));
  }

  /// Opens a picture or file of the conversation by its name, and sees it large.
  ///
  /// @return what stands under it
  String openMedia(String name) {
    hand.press(button(chat(), name));
    var large = page.locator("#viewer-stage > *");
    see(large);
    page.waitForFunction("media => (media.naturalWidth ?? 1) > 0", large.elementHandle());
    return page.locator("#viewer-caption").textContent();
  }

  /// Turns to the next picture of the album, and returns its place: `2 de 3`.
  String nextMedia() {
    page.keyboard().press("ArrowRight");
    return page.locator("#viewer-place").textContent();
  }

  void closeMedia() {
    page.keyboard().press("Escape");
    page.locator("#viewer")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
  }

  /// The HTML of the newest message's text.
  String newestText() {
    return chat().locator(".message").last().locator(".text").innerHTML();
  }

  /// Sees a message of this kind, by the selector of what shows it.
  void seeMessage(String selector) {
    see(chat().locator(selector).last());
  }

  /// Where the links of the conversation lead.
  List<String> links() {
    return chat().locator(".message a[target=_blank]").all().stream()
        .map(link -> link.getAttribute("href"))
        .toList();
  }

  void seeToast(String text) {
    see(chat().locator("#toast.shown").getByText(text));
  }

  /// Sees the answer that must be closed, and closes it.
  void closeAlert(String text) {
    see(page.locator("#alert").getByText(text));
    hand.press(button(page.locator("#alert"), "OK"));
  }

  /// The bank app, on the screen.
  BankCard bank() {
    openTab("Banco");
    return new BankCard(region("Banco"), hand);
  }

  /// What can be made to fail, on the screen.
  FaultsCard faults() {
    openTab("Falhas");
    return new FaultsCard(region("Falhas"), hand);
  }

  void seeInChat(String text) {
    openTab("Conversa");
    see(chat().getByText(text));
  }

  /// On a wide screen everything is visible at once, and there is nothing to open.
  void openTab(String name) {
    var tab = page.locator(".tabs button", new Page.LocatorOptions().setHasText(name));
    if (tab.isVisible()) {
      hand.press(tab);
    }
  }

  /// Sees that the trail has read the panel, also the last time, when nothing had moved.
  void seePanelInTrail() {
    see(region("Trilha ao vivo").getByText("Chamadas lá fora e mudanças na Elysia"));
  }

  /// The first text of every entry of the trail with this title: a request, or what moved inside.
  List<JsonNode> trail(String title) {
    var rows =
        page.locator("#trail-list li")
            .filter(
                new Locator.FilterOptions().setHas(page.locator(".what >> text='" + title + "'")));
    rows.evaluateAll("rows => rows.forEach(row => row.querySelector('details').open = true)");
    return rows.locator("pre:first-of-type").allTextContents().stream()
        .map(text -> Json.parse(text.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /// Closes the entries that reading has opened.
  void closeTrail() {
    page.locator("#trail-list details")
        .evaluateAll("entries => entries.forEach(entry => entry.open = false)");
  }

  @SuppressWarnings("unchecked") // the script answers an array of strings
  List<String> stickingOut() {
    return (List<String>) page.evaluate(STICKING_OUT);
  }

  /// Violations of WCAG 2 A and AA in these colours, each with where it is.
  List<String> accessibilityProblems(ColorScheme colours) {
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colours));
    var found = new AxeBuilder(page).withTags(List.of("wcag2a", "wcag2aa")).analyze();
    return found.getViolations().stream()
        .flatMap(rule -> rule.getNodes().stream().map(node -> rule.getId() + ": " + node.getHtml()))
        .toList();
  }

  List<String> troubles() {
    return watch.troubles();
  }

  void screenshot(Path file) {
    page.locator("#toast.shown")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
  }

  private Locator chat() {
    return region("Conversa");
  }

  private Locator region(String name) {
    return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName(name));
  }

  static Locator button(Locator within, String name) {
    return within.getByRole(
        AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
  }

  static void see(Locator wanted) {
    wanted.waitFor();
  }

  @Override
  public void close() {
    context.close();
  }
}
