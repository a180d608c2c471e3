import { describe, expect, it } from 'vitest';
import { isMachineTyping, type KeyStroke, looksLikeOtp, otpBurstLength } from '../../src-shared/lib/otp-burst.ts';
import { twoKeys } from './small-world.ts';
import { act, person, renderApp, screen, spoken } from './render-app.tsx';

const otp = 'ccccccjlkhgbtvhvulhhtrjtgbvdkjhgfednrutckekb';

function typed(text: string, gap: number, start = 1_000): KeyStroke[] {
  return Array.from(text, (key, index) => ({ key, at: start + index * gap }));
}

describe('otpBurstLength', () => {
  it('D-26 knows 44 modhex characters in 100 ms with and without Enter, in either case', () => {
    expect(otp).toHaveLength(44);
    expect(otpBurstLength(typed(otp, 2))).toBe(44);
    expect(otpBurstLength([...typed(otp, 2), { key: 'Enter', at: 1_090 }])).toBe(44);
    expect(otpBurstLength(typed(otp.toUpperCase(), 2))).toBe(44);
  });

  it('knows a key that types slowly (20 ms per character)', () => {
    expect(otpBurstLength(typed(otp, 20))).toBe(44);
  });

  it('does not count what the person typed before', () => {
    expect(otpBurstLength([...typed('bed', 200), ...typed(otp, 3, 2_000)])).toBe(44);
  });

  it('lets people type: slow, short or other letters', () => {
    expect(otpBurstLength(typed(otp, 60))).toBe(0);
    expect(otpBurstLength(typed(otp.slice(0, 31), 2))).toBe(0);
    expect(otpBurstLength(typed(`${otp.slice(0, 20)}a${otp.slice(21)}`, 2))).toBe(0);
    expect(otpBurstLength(typed('123456', 2))).toBe(0);
  });

  it('tells a pasted one-time password by its form', () => {
    expect(looksLikeOtp(otp)).toBe(true);
    expect(looksLikeOtp('correct horse battery staple')).toBe(false);
  });
});

describe('isMachineTyping', () => {
  it('H-08 tells an injector at 10 ms per key from a person', () => {
    expect(isMachineTyping(typed('abc', 10))).toBe(true);
    expect(isMachineTyping(typed('abc', 90))).toBe(false);
    expect(isMachineTyping(typed('a', 0))).toBe(false);
  });
});

/** Dispatches the raw key events of a device, two milliseconds apart by their time stamps however busy this computer is. */
function burst(keys: readonly string[], target: EventTarget): void {
  const start = performance.now();
  for (const [index, key] of keys.entries()) {
    for (const type of ['keydown', 'keyup']) {
      const event = new KeyboardEvent(type, { key, bubbles: true, cancelable: true });
      Object.defineProperty(event, 'timeStamp', { value: start + 2 * index });
      target.dispatchEvent(event);
    }
  }
}

describe('a key that types into the window', () => {
  it('D-26 is recognised anywhere: its Enter confirms nothing and the person is told', async () => {
    await renderApp(twoKeys());
    const header = screen.getByRole('button', { name: /What if Blue were lost\?$/ });
    header.focus();
    act(() => burst([...Array.from(otp), 'Enter'], header));
    expect(header).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Messages' })).toHaveTextContent('That was your key typing');
    expect(spoken().polite).toContain('That was your key typing');
  });

  it('D-26 leaves no letters behind in the field it typed into', async () => {
    await renderApp(twoKeys());
    const search = screen.getByRole('searchbox');
    await person().type(search, 'shop');
    act(() => {
      const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
      setter?.call(search, `shop${otp}`);
      search.dispatchEvent(new Event('input', { bubbles: true }));
      burst([...Array.from(otp), 'Enter'], search);
    });
    expect(search).toHaveValue('shop');
  });
});
