// Opens a page in Chromium, asks it what the test wants to know, and prints the answers as JSON, one to a line.
// Arguments: the page's address, and the questions. A question is a name of one below, with an argument after a colon.
import {chromium} from 'playwright-core';

const [address, ...questions] = process.argv.slice(2);
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--js-flags=--expose-gc'],
});
const context = await browser.newContext({viewport: {width: 1280, height: 900}, offline: address.startsWith('file:')});
const page = await context.newPage();
const complaints = [];
const requests = [];
page.on('pageerror', error => complaints.push(String(error)));
page.on('console', message => { if (message.type() === 'error') complaints.push(message.text()); });
page.on('dialog', dialog => { complaints.push('dialog: ' + dialog.message()); dialog.dismiss(); });
page.on('request', request => requests.push(request.url()));

const ASKED = {
  /** Waits until a text is on the page. */
  text: async wanted => (await page.waitForFunction(text => document.body.innerText.includes(text), wanted, {timeout: 20000}), wanted),
  /** Waits until it is not. */
  gone: async wanted => (await page.waitForFunction(text => !document.body.innerText.includes(text), wanted, {timeout: 20000}), wanted),
  /** What an element says. */
  of: selector => page.locator(selector).first().innerText(),
  count: selector => page.locator(selector).count(),
  click: selector => page.locator(selector).first().click(),
  focus: selector => page.locator(selector).first().focus(),
  press: key => page.keyboard.press(key),
  complaints: async () => complaints,
  requests: async () => requests,
  title: () => page.title(),
  dark: async () => page.emulateMedia({colorScheme: 'dark'}),
  /** Waits until everything has been drawn anew for its size. */
  phone: async () => page.setViewportSize({width: 390, height: 844}).then(() => page.waitForTimeout(500)),
  /** Whether a reader would have to scroll sideways. */
  tooWide: () => page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth),
  /** Bytes that the page's scripts hold. */
  memory: async () => {
    const session = await context.newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    return (await session.send('Runtime.getHeapUsage')).usedSize;
  },
  /** Lets the test do something, and waits until it says so. */
  pause: async name => {
    console.log(JSON.stringify('pause ' + name));
    await new Promise(resolve => process.stdin.once('data', resolve));
  },
  /** Pairs of ink and paper whose contrast is below that of WCAG AA, 4.5. */
  faint: () => page.evaluate(() => {
    const luminance = ([r, g, b]) => [r, g, b].map(v => v / 255)
      .map(v => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
      .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
    const rgb = text => (text.match(/[\d.]+/g) ?? []).map(Number);
    const paper = element => {
      for (let at = element; at; at = at.parentElement) {
        const colour = rgb(getComputedStyle(at).backgroundColor);
        if (colour.length === 3 || colour[3] > 0) return colour;
      }
      return [255, 255, 255];
    };
    return [...document.querySelectorAll('body *')]
      .filter(element => element.checkVisibility() && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
      .map(element => {
        const [light, dark] = [luminance(rgb(getComputedStyle(element).color)), luminance(paper(element))].sort((a, b) => b - a);
        return {text: element.textContent.slice(0, 40), contrast: (light + 0.05) / (dark + 0.05)};
      })
      .filter(({contrast}) => contrast < 4.5);
  }),
  screenshot: async path => page.screenshot({path, fullPage: true}).then(() => path),
};

try {
  await page.goto(address, {waitUntil: 'domcontentloaded'});
  for (const question of questions) {
    const [, name, argument] = question.match(/^(\w+):?(.*)$/s);
    console.log(JSON.stringify(await ASKED[name](argument) ?? null));
  }
} catch (error) {
  console.error(String(error) + '\nThe page complained: ' + JSON.stringify(complaints) + '\nIt says:\n'
    + (await page.locator('body').innerText().catch(() => '')).slice(0, 2000));
  process.exitCode = 1;
} finally {
  await browser.close();
  process.stdin.destroy();
}
