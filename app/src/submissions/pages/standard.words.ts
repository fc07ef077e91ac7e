import type { Message } from '../../i18n/reader.ts';

export const standardWords = {
  title: {
    en: 'The API Standard',
    ru: 'Стандарт API',
    tr: 'API Standardı',
    id: 'Standar API',
    'pt-BR': 'O padrão de API',
    es: 'El estándar de API',
    ar: 'معيار الواجهة',
  },
  lead: {
    en: 'What the API of an SMM panel has to do so that it can be listed and watched. Most panel software does it as installed.',
    ru: 'Что должен уметь API SMM-панели, чтобы её можно было добавить и наблюдать. Большинство панельных программ умеет это сразу.',
    tr: 'Bir SMM panelinin listelenip izlenebilmesi için API’sinin yapması gerekenler. Çoğu panel yazılımı kurulduğu gibi uyar.',
    id: 'Apa yang harus dilakukan API panel SMM agar bisa didaftarkan dan dipantau. Kebanyakan perangkat lunak panel sudah begitu sejak dipasang.',
    'pt-BR':
      'O que a API de um painel SMM precisa fazer para ser listada e observada. A maioria dos softwares de painel já faz isso de fábrica.',
    es: 'Qué debe hacer la API de un panel SMM para poder listarse y observarse. La mayoría del software de paneles lo cumple tal como se instala.',
    ar: 'ما يجب أن تفعله واجهة لوحة SMM كي تُدرج وتُراقب. معظم برامج اللوحات تفعله كما هي مثبتة.',
  },
  holds: {
    en: 'Where a translation says something else, the English text holds. The examples are run as tests.',
    ru: 'Если перевод расходится с английским текстом, действует английский. Примеры выполняются как тесты.',
    tr: 'Çeviri başka bir şey söylüyorsa İngilizce metin geçerlidir. Örnekler sınama olarak çalıştırılır.',
    id: 'Bila terjemahan berbeda, naskah bahasa Inggris yang berlaku. Contohnya dijalankan sebagai pengujian.',
    'pt-BR':
      'Onde uma tradução disser outra coisa, vale o texto em inglês. Os exemplos são executados como testes.',
    es: 'Donde una traducción diga otra cosa, vale el texto en inglés. Los ejemplos se ejecutan como pruebas.',
    ar: 'حيث تختلف الترجمة يُعتد بالنص الإنجليزي. والأمثلة تُشغَّل اختباراتٍ.',
  },
  contents: {
    en: 'Paragraphs of the standard',
    ru: 'Параграфы стандарта',
    tr: 'Standardın maddeleri',
    id: 'Pasal standar',
    'pt-BR': 'Parágrafos do padrão',
    es: 'Párrafos del estándar',
    ar: 'فقرات المعيار',
  },
} satisfies Record<string, Message>;
