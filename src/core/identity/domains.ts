/** Mail providers whose domain says nothing about the person or their employer. */
const FREEMAIL = new Set(
  (
    'gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com yahoo.co.uk yahoo.co.jp ymail.com ' +
    'rocketmail.com icloud.com me.com mac.com aol.com proton.me protonmail.com pm.me gmx.de gmx.net gmx.com web.de ' +
    't-online.de freenet.de posteo.de mailbox.org tutanota.com tuta.com fastmail.com hey.com zoho.com yandex.ru ' +
    'yandex.com mail.ru bk.ru list.ru inbox.ru rambler.ru qq.com 163.com 126.com sina.com foxmail.com naver.com ' +
    'daum.net hanmail.net orange.fr wanadoo.fr free.fr laposte.net sfr.fr libero.it virgilio.it tin.it uol.com.br ' +
    'bol.com.br terra.com.br rediffmail.com btinternet.com comcast.net verizon.net att.net sbcglobal.net cox.net ' +
    'bluewin.ch telenet.be ziggo.nl kpnmail.nl seznam.cz centrum.cz wp.pl o2.pl interia.pl abv.bg mail.com'
  ).split(' '),
);

export function isFreemail(domain: string): boolean {
  const name = domain.toLowerCase();
  return FREEMAIL.has(name) || /^(?:hotmail|outlook|live|yahoo)\.[a-z.]{2,6}$/.test(name);
}

/** The domain of an e-mail address that belongs to a person or a company; undefined for freemail and for no address. */
export function ownDomain(email: string): string | undefined {
  const domain = /^[^@\s]+@([^@\s]+)$/.exec(email.trim())?.[1]?.toLowerCase();
  return domain && domain.includes('.') && !isFreemail(domain) ? domain : undefined;
}

/** The bare host of a URL, without `www.`. */
export function hostOf(url: string): string | undefined {
  const parsed = URL.parse(/^https?:\/\//i.test(url) ? url : `https://${url}`);
  return parsed?.hostname.replace(/^www\./, '') || undefined;
}
