/** Why a check stopped, in a whole sentence: what happened, and what to do. The few words that fit a table are in `reasons.words.ts`. */
import { EXPLANATIONS, type Code, type Stage } from 'smmwatch';
import type { Message } from '../../i18n/reader.ts';
import { withEnglish } from '../../i18n/with-english.ts';

export const failureWords: { readonly [S in Stage]: Readonly<Record<Code<S>, Message>> } = {
  target: withEnglish((code) => EXPLANATIONS.target[code].message, {
    invalid_url: {
      ru: 'Адрес API не читается как веб-адрес; укажите его полностью, например https://panel.example/api/v2.',
      tr: 'API adresi bir web adresi olarak okunamıyor; https://panel.example/api/v2 gibi tam olarak yazın.',
      id: 'URL API tidak terbaca sebagai alamat web; tulis selengkapnya, misalnya https://panel.example/api/v2.',
      'pt-BR':
        'O endereço da API não pode ser lido como endereço da web; escreva-o por completo, como https://panel.example/api/v2.',
      es: 'La URL de la API no se puede leer como dirección web; escríbala completa, como https://panel.example/api/v2.',
      ar: 'لا يمكن قراءة عنوان الواجهة كعنوان ويب؛ اكتبه كاملًا مثل https://panel.example/api/v2.',
    },
    unsupported_scheme: {
      ru: 'Адрес API должен начинаться с https:// или http://; другие схемы не опрашиваются.',
      tr: 'API adresi https:// veya http:// ile başlamalı; başka şemalara istek gönderilmez.',
      id: 'URL API harus diawali https:// atau http://; skema lain tidak ditanyai.',
      'pt-BR':
        'O endereço da API precisa começar com https:// ou http://; outros esquemas não são consultados.',
      es: 'La URL de la API debe empezar por https:// o http://; no se consultan otros esquemas.',
      ar: 'يجب أن يبدأ عنوان الواجهة ببروتوكول https أو http؛ ولا تُسأل البروتوكولات الأخرى.',
    },
    credentials_in_url: {
      ru: 'В адресе API есть имя пользователя или пароль; уберите их: ключ API передаётся в форме.',
      tr: 'API adresinde kullanıcı adı veya parola var; kaldırın, API anahtarı formda gönderilir.',
      id: 'URL API memuat nama pengguna atau kata sandi; hapus, karena kunci API dikirim lewat formulir.',
      'pt-BR':
        'O endereço da API contém nome de usuário ou senha; remova-os, a chave da API vai no formulário.',
      es: 'La URL de la API contiene un usuario o una contraseña; quítelos, la clave de API va en el formulario.',
      ar: 'يحتوي عنوان الواجهة على اسم مستخدم أو كلمة مرور؛ احذفهما، فمفتاح الواجهة يُرسل في النموذج.',
    },
    forbidden_port: {
      ru: 'Порт в адресе API не из тех, что используют веб-серверы; откройте API на порту 443 или 80.',
      tr: 'API adresindeki port, web sunucularının kullandığı portlardan değil; API’yi 443 veya 80 portunda sunun.',
      id: 'Port pada URL API bukan port yang dipakai server web; sediakan API di port 443 atau 80.',
      'pt-BR':
        'A porta do endereço da API não é das que servidores web usam; ofereça a API na porta 443 ou 80.',
      es: 'El puerto de la URL de la API no es de los que usan los servidores web; ofrezca la API en el 443 o el 80.',
      ar: 'منفذ عنوان الواجهة ليس من منافذ خوادم الويب؛ قدّم الواجهة على المنفذ 443 أو 80.',
    },
    forbidden_address: {
      ru: 'Имя ведёт на внутренний или зарезервированный сетевой адрес, а такие не опрашиваются; направьте запись DNS на публичный адрес.',
      tr: 'Alan adı özel veya ayrılmış bir ağ adresine gidiyor ve bunlara hiç istek gönderilmez; DNS kaydını genel bir adrese yönlendirin.',
      id: 'Host mengarah ke alamat jaringan privat atau cadangan yang tidak pernah ditanyai; arahkan catatan DNS-nya ke alamat publik.',
      'pt-BR':
        'O domínio leva a um endereço de rede privado ou reservado, que nunca é consultado; aponte o registro DNS para um endereço público.',
      es: 'El dominio lleva a una dirección de red privada o reservada, que nunca se consulta; apunte su registro DNS a una dirección pública.',
      ar: 'يقود النطاق إلى عنوان شبكة خاص أو محجوز لا يُسأل أبدًا؛ وجّه سجل DNS إلى عنوان عام.',
    },
  }),
  dns: withEnglish((code) => EXPLANATIONS.dns[code].message, {
    not_found: {
      ru: 'Такого домена нет в DNS; проверьте написание и не истёк ли срок домена.',
      tr: 'Alan adı DNS’te yok; yazımını ve alan adının süresinin dolup dolmadığını kontrol edin.',
      id: 'Nama host tidak ada di DNS; periksa ejaannya dan apakah domainnya sudah kedaluwarsa.',
      'pt-BR': 'O domínio não existe no DNS; confira a grafia e se o domínio não expirou.',
      es: 'El dominio no existe en DNS; revise cómo está escrito y que no haya caducado.',
      ar: 'النطاق غير موجود في DNS؛ تحقق من كتابته ومن أن تسجيله لم ينتهِ.',
    },
    no_address: {
      ru: 'Домен существует, но адреса у него нет; добавьте запись A или AAAA.',
      tr: 'Alan adı var ama adresi yok; bir A veya AAAA kaydı ekleyin.',
      id: 'Nama host ada, tetapi tidak punya alamat; tambahkan catatan A atau AAAA.',
      'pt-BR': 'O domínio existe, mas não tem endereço; adicione um registro A ou AAAA.',
      es: 'El dominio existe, pero no tiene dirección; añada un registro A o AAAA.',
      ar: 'النطاق موجود لكن بلا عنوان؛ أضف سجل A أو AAAA.',
    },
    timeout: {
      ru: 'Серверы имён домена не ответили вовремя; проверьте их или подождите.',
      tr: 'Alan adının ad sunucuları zamanında yanıt vermedi; onları kontrol edin ya da bekleyin.',
      id: 'Server nama domain tidak menjawab tepat waktu; periksa, atau tunggu.',
      'pt-BR': 'Os servidores de nomes do domínio não responderam a tempo; verifique-os ou aguarde.',
      es: 'Los servidores DNS del dominio no respondieron a tiempo; revíselos o espere.',
      ar: 'لم ترد خوادم أسماء النطاق في الوقت المحدد؛ تحقق منها أو انتظر.',
    },
    failed: {
      ru: 'Не удалось найти адрес домена: сервер имён ответил ошибкой; повторите попытку, а если не поможет — проверьте серверы имён домена.',
      tr: 'Alan adı sorgulanamadı, çünkü bir ad sunucusu hata verdi; yeniden deneyin, sürerse alan adının ad sunucularını kontrol edin.',
      id: 'Nama host tidak dapat dicari karena sebuah server nama gagal; coba lagi, dan periksa server nama domain bila terus terjadi.',
      'pt-BR':
        'Não foi possível consultar o domínio porque um servidor de nomes falhou; tente de novo e, se persistir, verifique os servidores de nomes do domínio.',
      es: 'No se pudo consultar el dominio porque falló un servidor DNS; inténtelo de nuevo y, si persiste, revise los servidores DNS del dominio.',
      ar: 'تعذّر البحث عن النطاق لأن خادم أسماء فشل؛ أعد المحاولة، وإن استمر الأمر فتحقق من خوادم أسماء النطاق.',
    },
  }),
  connect: withEnglish((code) => EXPLANATIONS.connect[code].message, {
    refused: {
      ru: 'Сервер отклонил соединение: на этом порту ничего не работает; запустите веб-сервер или исправьте порт.',
      tr: 'Sunucu bağlantıyı reddetti: o portta dinleyen bir şey yok; web sunucusunu başlatın ya da portu düzeltin.',
      id: 'Server menolak koneksi: tidak ada yang berjalan di port itu; jalankan server web atau perbaiki portnya.',
      'pt-BR':
        'O servidor recusou a conexão: nada escuta nessa porta; inicie o servidor web ou corrija a porta.',
      es: 'El servidor rechazó la conexión: nada escucha en ese puerto; inicie el servidor web o corrija el puerto.',
      ar: 'رفض الخادم الاتصال: لا شيء يستمع على ذلك المنفذ؛ شغّل خادم الويب أو صحّح المنفذ.',
    },
    unreachable: {
      ru: 'К серверу нет маршрута; проверьте, что он и его сеть включены.',
      tr: 'Sunucuya giden bir yol yok; sunucunun ve ağının açık olduğunu kontrol edin.',
      id: 'Tidak ada rute ke server; pastikan server dan jaringannya menyala.',
      'pt-BR': 'Nenhuma rota leva ao servidor; verifique se ele e sua rede estão ligados.',
      es: 'Ninguna ruta lleva al servidor; compruebe que él y su red estén encendidos.',
      ar: 'لا مسار يصل إلى الخادم؛ تحقق من أنه يعمل ومن أن شبكته تعمل.',
    },
    timeout: {
      ru: 'Сервер не принял соединение вовремя: он выключен, перегружен или брандмауэр отбрасывает пакеты.',
      tr: 'Sunucu bağlantıyı zamanında kabul etmedi; kapalı, aşırı yüklü ya da bir güvenlik duvarı paketleri düşürüyor.',
      id: 'Server tidak menerima koneksi tepat waktu; server mati, kelebihan beban, atau firewall membuang paketnya.',
      'pt-BR':
        'O servidor não aceitou a conexão a tempo; está desligado, sobrecarregado ou um firewall descarta os pacotes.',
      es: 'El servidor no aceptó la conexión a tiempo; está apagado, saturado o un cortafuegos descarta los paquetes.',
      ar: 'لم يقبل الخادم الاتصال في الوقت المحدد؛ فهو متوقف أو مثقل أو يُسقط جدار حماية الحزم.',
    },
    reset: {
      ru: 'Сервер закрыл соединение, не ответив; посмотрите его журнал ошибок или повторите попытку позже.',
      tr: 'Sunucu yanıt vermeden bağlantıyı kapattı; hata günlüğüne bakın ya da daha sonra yeniden deneyin.',
      id: 'Server menutup koneksi sebelum menjawab; lihat log galatnya, atau coba lagi nanti.',
      'pt-BR':
        'O servidor fechou a conexão antes de responder; veja o log de erros dele ou tente mais tarde.',
      es: 'El servidor cerró la conexión antes de responder; mire su registro de errores o inténtelo más tarde.',
      ar: 'أغلق الخادم الاتصال قبل أن يرد؛ راجع سجل أخطائه أو أعد المحاولة لاحقًا.',
    },
    failed: {
      ru: 'Соединение не удалось, и среда выполнения не говорит почему; чтобы узнать больше, опросите с сервера, а не из браузера.',
      tr: 'Bağlantı kurulamadı ve çalışma ortamı nedenini söylemiyor; daha fazlasını öğrenmek için tarayıcıdan değil bir sunucudan deneyin.',
      id: 'Koneksi gagal dan lingkungan program tidak menyebutkan sebabnya; coba dari server, bukan dari peramban, untuk tahu lebih banyak.',
      'pt-BR':
        'A conexão falhou e o ambiente de execução não diz por quê; consulte de um servidor em vez de um navegador para saber mais.',
      es: 'La conexión falló y el entorno de ejecución no dice por qué; consulte desde un servidor y no desde un navegador para saber más.',
      ar: 'فشل الاتصال ولا تذكر بيئة التشغيل السبب؛ جرّب من خادم بدل المتصفح لمعرفة المزيد.',
    },
  }),
  tls: withEnglish((code) => EXPLANATIONS.tls[code].message, {
    certificate_expired: {
      ru: 'Срок действия сертификата TLS истёк; обновите его.',
      tr: 'TLS sertifikasının süresi dolmuş; yenileyin.',
      id: 'Sertifikat TLS sudah kedaluwarsa; perbarui.',
      'pt-BR': 'O certificado TLS venceu; renove-o.',
      es: 'El certificado TLS ha caducado; renuévelo.',
      ar: 'انتهت صلاحية شهادة TLS؛ جدّدها.',
    },
    certificate_untrusted: {
      ru: 'Сертификат TLS не подписан известным центром, или его цепочка неполна; установите сертификат вместе с промежуточными.',
      tr: 'TLS sertifikası bilinen bir makamca imzalanmamış ya da zinciri eksik; ara sertifikalarıyla birlikte bir sertifika kurun.',
      id: 'Sertifikat TLS tidak ditandatangani otoritas yang dikenal, atau rantainya tidak lengkap; pasang sertifikat beserta sertifikat perantaranya.',
      'pt-BR':
        'O certificado TLS não é assinado por uma autoridade conhecida, ou sua cadeia está incompleta; instale um com os certificados intermediários.',
      es: 'El certificado TLS no está firmado por una autoridad conocida o su cadena está incompleta; instale uno con sus certificados intermedios.',
      ar: 'شهادة TLS غير موقّعة من جهة معروفة أو سلسلتها ناقصة؛ ثبّت شهادة مع شهاداتها الوسيطة.',
    },
    hostname_mismatch: {
      ru: 'Сертификат TLS выдан на другой домен; установите сертификат для этого.',
      tr: 'TLS sertifikası başka bir alan adına ait; bu alan adı için bir sertifika kurun.',
      id: 'Sertifikat TLS milik nama host lain; pasang sertifikat untuk host ini.',
      'pt-BR': 'O certificado TLS pertence a outro domínio; instale um para este.',
      es: 'El certificado TLS pertenece a otro dominio; instale uno para este.',
      ar: 'شهادة TLS تخص نطاقًا آخر؛ ثبّت شهادة لهذا النطاق.',
    },
    handshake_failed: {
      ru: 'С сервером не удалось договориться о шифровании; проверьте, что на этом порту работает TLS 1.2 или новее.',
      tr: 'Sunucuyla şifreli bağlantıda anlaşılamadı; bu portta TLS 1.2 veya daha yenisinin sunulduğunu kontrol edin.',
      id: 'Server tidak menyepakati koneksi terenkripsi; pastikan TLS 1.2 atau yang lebih baru tersedia di port ini.',
      'pt-BR':
        'O servidor não concordou com uma conexão criptografada; verifique se a porta oferece TLS 1.2 ou mais novo.',
      es: 'El servidor no acordó una conexión cifrada; compruebe que el puerto ofrece TLS 1.2 o posterior.',
      ar: 'لم يتفق الخادم على اتصال مشفّر؛ تحقق من أن TLS 1.2 أو أحدث متاح على هذا المنفذ.',
    },
    timeout: {
      ru: 'Сервер принял соединение, но не завершил установку TLS вовремя; возможно, он перегружен.',
      tr: 'Sunucu bağlantıyı kabul etti ama TLS el sıkışmasını zamanında bitirmedi; aşırı yüklü olabilir.',
      id: 'Server menerima koneksi, tetapi tidak menyelesaikan jabat tangan TLS tepat waktu; mungkin kelebihan beban.',
      'pt-BR':
        'O servidor aceitou a conexão, mas não concluiu a negociação TLS a tempo; pode estar sobrecarregado.',
      es: 'El servidor aceptó la conexión, pero no completó la negociación TLS a tiempo; puede estar saturado.',
      ar: 'قبل الخادم الاتصال لكنه لم يُنهِ مصافحة TLS في الوقت المحدد؛ ربما كان مثقلًا.',
    },
  }),
  http: withEnglish((code) => EXPLANATIONS.http[code].message, {
    not_found: {
      ru: 'Сервер говорит, что по этому адресу ничего нет (404); проверьте путь к API.',
      tr: 'Sunucu bu adreste bir şey olmadığını söylüyor (404); API’nin yolunu kontrol edin.',
      id: 'Server mengatakan tidak ada apa pun di URL ini (404); periksa jalur API.',
      'pt-BR': 'O servidor diz que não há nada neste endereço (404); confira o caminho da API.',
      es: 'El servidor dice que no hay nada en esta URL (404); revise la ruta de la API.',
      ar: 'يقول الخادم إنه لا شيء في هذا العنوان (404)؛ تحقق من مسار الواجهة.',
    },
    forbidden: {
      ru: 'Сервер запрещает запрос (403) и не говорит почему; вероятно, мешает правило брандмауэра: разрешите POST-запросы к API.',
      tr: 'Sunucu isteği nedenini söylemeden yasaklıyor (403); büyük olasılıkla bir güvenlik duvarı kuralı: API’ye POST isteklerine izin verin.',
      id: 'Server melarang permintaan (403) tanpa menyebut sebabnya; kemungkinan aturan firewall, izinkan permintaan POST ke API.',
      'pt-BR':
        'O servidor proíbe a requisição (403) sem dizer por quê; provavelmente é uma regra de firewall: permita requisições POST à API.',
      es: 'El servidor prohíbe la petición (403) sin decir por qué; lo probable es una regla del cortafuegos: permita peticiones POST a la API.',
      ar: 'يمنع الخادم الطلب (403) دون ذكر السبب؛ الأرجح أنها قاعدة جدار حماية، فاسمح بطلبات POST إلى الواجهة.',
    },
    method_not_allowed: {
      ru: 'Сервер не принимает POST по этому адресу (405); исправьте путь или разрешите POST.',
      tr: 'Sunucu bu adreste POST kabul etmiyor (405); yolu düzeltin ya da POST’a izin verin.',
      id: 'Server tidak menerima POST di URL ini (405); perbaiki jalurnya, atau izinkan POST.',
      'pt-BR': 'O servidor não aceita POST neste endereço (405); corrija o caminho ou permita POST.',
      es: 'El servidor no acepta POST en esta URL (405); corrija la ruta o permita POST.',
      ar: 'لا يقبل الخادم POST في هذا العنوان (405)؛ صحّح المسار أو اسمح بـ POST.',
    },
    client_error: {
      ru: 'Сервер отклоняет запрос как ошибочный, и причину прочитать нельзя; проверьте адрес и API.',
      tr: 'Sunucu isteği hatalı diye reddediyor, okunabilir bir neden vermiyor; adresi ve API’yi kontrol edin.',
      id: 'Server menolak permintaan sebagai keliru tanpa alasan yang terbaca; periksa URL dan API.',
      'pt-BR':
        'O servidor rejeita a requisição como errada, sem um motivo que se possa ler; confira o endereço e a API.',
      es: 'El servidor rechaza la petición por errónea sin un motivo legible; revise la URL y la API.',
      ar: 'يرفض الخادم الطلب بوصفه خاطئًا دون سبب يمكن قراءته؛ تحقق من العنوان ومن الواجهة.',
    },
    server_error: {
      ru: 'На сервере произошёл сбой при ответе; посмотрите его журнал ошибок или повторите попытку позже.',
      tr: 'Sunucu yanıt verirken hata verdi; hata günlüğüne bakın ya da daha sonra yeniden deneyin.',
      id: 'Server gagal saat menjawab; lihat log galatnya, atau coba lagi nanti.',
      'pt-BR': 'O servidor falhou ao responder; veja o log de erros dele ou tente mais tarde.',
      es: 'El servidor falló al responder; mire su registro de errores o inténtelo más tarde.',
      ar: 'فشل الخادم أثناء الرد؛ راجع سجل أخطائه أو أعد المحاولة لاحقًا.',
    },
    redirect_refused: {
      ru: 'API перенаправляет на адрес, куда нельзя отправлять ключ; укажите вместо этого конечный адрес API.',
      tr: 'API, anahtarın izlememesi gereken bir adrese yönlendiriyor; bunun yerine API’nin son adresini girin.',
      id: 'API mengalihkan ke alamat yang tidak boleh diikuti kunci; masukkan URL akhir API.',
      'pt-BR':
        'A API redireciona para um endereço ao qual a chave não pode ir; informe o endereço final da API.',
      es: 'La API redirige a una dirección a la que la clave no debe ir; indique la URL final de la API.',
      ar: 'تحوّل الواجهة إلى عنوان لا يجوز أن يتبعه المفتاح؛ أدخل العنوان النهائي للواجهة بدلًا منه.',
    },
    too_many_redirects: {
      ru: 'API перенаправляет по кругу или слишком много раз; укажите конечный адрес API.',
      tr: 'API döngüye giriyor ya da çok fazla yönlendiriyor; API’nin son adresini girin.',
      id: 'API mengalihkan berputar-putar atau terlalu sering; masukkan URL akhir API.',
      'pt-BR': 'A API redireciona em círculos ou vezes demais; informe o endereço final da API.',
      es: 'La API redirige en círculo o demasiadas veces; indique la URL final de la API.',
      ar: 'تحوّل الواجهة في حلقة أو مرات كثيرة؛ أدخل العنوان النهائي للواجهة.',
    },
    challenge: {
      ru: 'Служба защиты отвечает проверкой для браузеров, которую программа пройти не может; исключите путь API из неё.',
      tr: 'Bir koruma hizmeti, hiçbir programın geçemeyeceği bir tarayıcı doğrulamasıyla yanıt veriyor; API yolunu bundan muaf tutun.',
      id: 'Layanan perlindungan menjawab dengan verifikasi peramban yang tidak dapat dilewati program; kecualikan jalur API darinya.',
      'pt-BR':
        'Um serviço de proteção responde com um desafio para navegadores, que nenhum programa passa; isente dele o caminho da API.',
      es: 'Un servicio de protección responde con un desafío para navegadores que ningún programa supera; exima de él la ruta de la API.',
      ar: 'ترد خدمة حماية بتحدٍّ للمتصفحات لا يجتازه أي برنامج؛ استثنِ منه مسار الواجهة.',
    },
    maintenance: {
      ru: 'Панель сообщает, что на ней идут технические работы; повторите попытку позже.',
      tr: 'Panel bakımda olduğunu söylüyor; daha sonra yeniden deneyin.',
      id: 'Panel mengatakan sedang dalam pemeliharaan; coba lagi nanti.',
      'pt-BR': 'O painel diz que está em manutenção; tente mais tarde.',
      es: 'El panel dice que está en mantenimiento; inténtelo más tarde.',
      ar: 'تقول اللوحة إنها تحت الصيانة؛ أعد المحاولة لاحقًا.',
    },
    protocol_error: {
      ru: 'Пришёл ответ не по HTTP; проверьте, что на этом порту работает веб-сервер.',
      tr: 'Gelen yanıt HTTP değil; bu portta bir web sunucusunun dinlediğini kontrol edin.',
      id: 'Yang datang bukan HTTP; pastikan server web berjalan di port ini.',
      'pt-BR': 'O que voltou não é HTTP; verifique se há um servidor web nessa porta.',
      es: 'Lo que llegó no es HTTP; compruebe que un servidor web escucha en este puerto.',
      ar: 'ما وصل ليس HTTP؛ تحقق من أن خادم ويب يستمع على هذا المنفذ.',
    },
    headers_too_large: {
      ru: 'Заголовки ответа слишком велики; уберите лишние cookie и заголовки из ответов API.',
      tr: 'Yanıtın başlıkları okunamayacak kadar büyük; API yanıtlarından gereksiz çerezleri ve başlıkları kaldırın.',
      id: 'Header balasan terlalu besar untuk dibaca; hapus cookie dan header berlebih dari balasan API.',
      'pt-BR':
        'Os cabeçalhos da resposta são grandes demais; remova cookies e cabeçalhos em excesso das respostas da API.',
      es: 'Las cabeceras de la respuesta son demasiado grandes; quite cookies y cabeceras sobrantes de las respuestas de la API.',
      ar: 'ترويسات الرد أكبر من أن تُقرأ؛ احذف ملفات الارتباط والترويسات الزائدة من ردود الواجهة.',
    },
    first_byte_timeout: {
      ru: 'Сервер принял запрос, но не начал отвечать вовремя; API перегружен или завис.',
      tr: 'Sunucu isteği aldı ama zamanında yanıta başlamadı; API aşırı yüklü ya da takılmış.',
      id: 'Server menerima permintaan, tetapi tidak mulai membalas tepat waktu; API kelebihan beban atau macet.',
      'pt-BR':
        'O servidor recebeu a requisição, mas não começou a responder a tempo; a API está sobrecarregada ou travada.',
      es: 'El servidor recibió la petición, pero no empezó a responder a tiempo; la API está saturada o bloqueada.',
      ar: 'استلم الخادم الطلب ولم يبدأ الرد في الوقت المحدد؛ الواجهة مثقلة أو عالقة.',
    },
  }),
  body: withEnglish((code) => EXPLANATIONS.body[code].message, {
    empty: {
      ru: 'Ответ пуст; API должен отвечать JSON, посмотрите его журнал ошибок.',
      tr: 'Yanıtın gövdesi boş; API JSON ile yanıt vermeli, hata günlüğüne bakın.',
      id: 'Balasan kosong; API seharusnya menjawab dengan JSON, lihat log galatnya.',
      'pt-BR': 'A resposta está vazia; a API deve responder com JSON, veja o log de erros dela.',
      es: 'La respuesta está vacía; la API debe responder con JSON, mire su registro de errores.',
      ar: 'الرد فارغ؛ ينبغي أن ترد الواجهة بـ JSON، فراجع سجل أخطائها.',
    },
    too_large: {
      ru: 'Ответ больше 25 МБ, столько не нужно ни одному каталогу; сократите длинные описания или уберите повторы.',
      tr: 'Yanıt 25 MB’den büyük, hiçbir kataloğa bu kadarı gerekmez; uzun açıklamaları ya da tekrarları kaldırın.',
      id: 'Balasan lebih besar dari 25 MB, padahal tidak ada katalog yang memerlukannya; hapus deskripsi panjang atau duplikat.',
      'pt-BR':
        'A resposta passa de 25 MB, e nenhum catálogo precisa disso; remova descrições longas ou duplicatas.',
      es: 'La respuesta supera los 25 MB, y ningún catálogo necesita tanto; quite descripciones largas o duplicados.',
      ar: 'الرد أكبر من 25 ميغابايت، وهو ما لا يحتاجه أي كتالوج؛ احذف الأوصاف الطويلة أو المكررات.',
    },
    timeout: {
      ru: 'Ответ начался, но не закончился вовремя; сервер или его сеть слишком медленны.',
      tr: 'Yanıt başladı ama zamanında bitmedi; sunucu ya da ağı çok yavaş.',
      id: 'Balasan dimulai, tetapi tidak selesai tepat waktu; server atau jaringannya terlalu lambat.',
      'pt-BR': 'A resposta começou, mas não terminou a tempo; o servidor ou sua rede é lento demais.',
      es: 'La respuesta empezó, pero no terminó a tiempo; el servidor o su red son demasiado lentos.',
      ar: 'بدأ الرد ولم ينتهِ في الوقت المحدد؛ الخادم أو شبكته بطيئان جدًا.',
    },
    truncated: {
      ru: 'Соединение оборвалось посреди ответа; повторите попытку позже.',
      tr: 'Bağlantı yanıtın ortasında koptu; daha sonra yeniden deneyin.',
      id: 'Koneksi putus di tengah balasan; coba lagi nanti.',
      'pt-BR': 'A conexão caiu no meio da resposta; tente mais tarde.',
      es: 'La conexión se cortó en medio de la respuesta; inténtelo más tarde.',
      ar: 'انقطع الاتصال في منتصف الرد؛ أعد المحاولة لاحقًا.',
    },
    bad_encoding: {
      ru: 'Ответ не распаковывается так, как сказано в Content-Encoding; исправьте сжатие на сервере.',
      tr: 'Yanıt, Content-Encoding başlığının dediği gibi açılamıyor; sunucunun sıkıştırmasını düzeltin.',
      id: 'Balasan tidak dapat dibuka seperti kata Content-Encoding; perbaiki kompresi server.',
      'pt-BR':
        'A resposta não pode ser descompactada como diz o Content-Encoding; corrija a compressão do servidor.',
      es: 'La respuesta no se puede descomprimir como dice Content-Encoding; corrija la compresión del servidor.',
      ar: 'لا يمكن فك ضغط الرد كما تقول ترويسة Content-Encoding؛ صحّح الضغط في الخادم.',
    },
  }),
  json: withEnglish((code) => EXPLANATIONS.json[code].message, {
    html: {
      ru: 'Вместо JSON пришла веб-страница; проверьте, что это адрес API, а не магазина.',
      tr: 'JSON yerine bir web sayfası geldi; adresin mağazanın değil API’nin adresi olduğunu kontrol edin.',
      id: 'Yang datang halaman web, bukan JSON; pastikan URL-nya milik API, bukan milik toko.',
      'pt-BR': 'Veio uma página da web em vez de JSON; confira se o endereço é o da API e não o da loja.',
      es: 'Llegó una página web en lugar de JSON; compruebe que la URL sea la de la API y no la de la tienda.',
      ar: 'وصلت صفحة ويب بدل JSON؛ تحقق من أن العنوان هو عنوان الواجهة لا عنوان المتجر.',
    },
    not_json: {
      ru: 'Ответ не JSON; API должен отвечать только JSON.',
      tr: 'Yanıt JSON değil; API yalnızca JSON ile yanıt vermeli.',
      id: 'Balasan bukan JSON; API seharusnya menjawab dengan JSON saja.',
      'pt-BR': 'A resposta não é JSON; a API deve responder somente com JSON.',
      es: 'La respuesta no es JSON; la API debe responder solo con JSON.',
      ar: 'الرد ليس JSON؛ ينبغي أن ترد الواجهة بـ JSON وحده.',
    },
    truncated: {
      ru: 'JSON обрывается на середине: API не хватило времени или памяти, чтобы его дописать.',
      tr: 'JSON yarıda bitiyor; API onu yazarken zamanı ya da belleği yetmemiş.',
      id: 'JSON berhenti di tengah; API kehabisan waktu atau memori saat menulisnya.',
      'pt-BR': 'O JSON termina no meio; a API ficou sem tempo ou memória ao escrevê-lo.',
      es: 'El JSON termina a medias; la API se quedó sin tiempo o sin memoria al escribirlo.',
      ar: 'ينتهي JSON في منتصفه؛ نفد وقت الواجهة أو ذاكرتها أثناء كتابته.',
    },
    too_deep: {
      ru: 'Вложенность JSON глубже, чем нужно любому каталогу; отвечайте простым списком услуг.',
      tr: 'JSON, hiçbir kataloğun gerektirmediği kadar iç içe; düz bir hizmet listesiyle yanıt verin.',
      id: 'JSON bersarang lebih dalam daripada yang diperlukan katalog mana pun; jawab dengan daftar layanan biasa.',
      'pt-BR':
        'O JSON é mais aninhado do que qualquer catálogo precisa; responda com uma lista simples de serviços.',
      es: 'El JSON está más anidado de lo que necesita ningún catálogo; responda con una lista simple de servicios.',
      ar: 'تداخل JSON أعمق مما يحتاجه أي كتالوج؛ أجب بقائمة خدمات بسيطة.',
    },
  }),
  auth: withEnglish((code) => EXPLANATIONS.auth[code].message, {
    invalid_key: {
      ru: 'Панель не принимает ключ API; скопируйте действующий ключ со страницы аккаунта на панели.',
      tr: 'Panel API anahtarını kabul etmiyor; güncel anahtarı panelin hesap sayfasından kopyalayın.',
      id: 'Panel tidak menerima kunci API; salin kunci terbaru dari halaman akun di panel.',
      'pt-BR': 'O painel não aceita a chave da API; copie a chave atual da página da conta no painel.',
      es: 'El panel no acepta la clave de API; copie la clave actual de la página de la cuenta del panel.',
      ar: 'لا تقبل اللوحة مفتاح الواجهة؛ انسخ المفتاح الحالي من صفحة الحساب في اللوحة.',
    },
    missing_key: {
      ru: 'Панель говорит, что ключ API не пришёл; принимайте его в форме под именем key, apiKey, api_token или api_tokens.',
      tr: 'Panel API anahtarının gelmediğini söylüyor; formda key, apiKey, api_token veya api_tokens adıyla kabul edin.',
      id: 'Panel mengatakan kunci API tidak sampai; terima di formulir sebagai key, apiKey, api_token, atau api_tokens.',
      'pt-BR':
        'O painel diz que nenhuma chave da API chegou; aceite-a no formulário como key, apiKey, api_token ou api_tokens.',
      es: 'El panel dice que no llegó ninguna clave de API; acéptela en el formulario como key, apiKey, api_token o api_tokens.',
      ar: 'تقول اللوحة إن مفتاح الواجهة لم يصل؛ اقبله في النموذج باسم key أو apiKey أو api_token أو api_tokens.',
    },
    inactive_account: {
      ru: 'Аккаунт этого ключа API неактивен или заблокирован; попросите панель его включить.',
      tr: 'API anahtarının hesabı etkin değil ya da askıda; panele etkinleştirtin.',
      id: 'Akun di balik kunci API tidak aktif atau ditangguhkan; minta panel mengaktifkannya.',
      'pt-BR': 'A conta da chave da API está inativa ou suspensa; peça ao painel que a ative.',
      es: 'La cuenta de la clave de API está inactiva o suspendida; pida al panel que la active.',
      ar: 'الحساب الذي يعود إليه المفتاح غير مفعّل أو موقوف؛ اطلب من اللوحة تفعيله.',
    },
    address_not_allowed: {
      ru: 'Панель принимает этот ключ только с определённых сетевых адресов; добавьте адрес, с которого идёт проверка, или снимите ограничение.',
      tr: 'Panel bu anahtarı yalnızca belirli ağ adreslerinden kabul ediyor; kontrolü yapan adresi listeye ekleyin ya da sınırlamayı kaldırın.',
      id: 'Panel hanya menerima kunci ini dari alamat jaringan tertentu; tambahkan alamat pemeriksa ke daftar, atau cabut batasannya.',
      'pt-BR':
        'O painel aceita esta chave apenas de certos endereços de rede; inclua na lista o endereço de quem verifica, ou retire a restrição.',
      es: 'El panel acepta esta clave solo desde ciertas direcciones de red; añada a la lista la dirección que comprueba, o quite la restricción.',
      ar: 'تقبل اللوحة هذا المفتاح من عناوين شبكة معينة فقط؛ أضف عنوان الفاحص إلى القائمة أو ارفع القيد.',
    },
  }),
  rate_limit: withEnglish((code) => EXPLANATIONS.rate_limit[code].message, {
    too_many_requests: {
      ru: 'Панель говорит, что её опрашивают слишком часто; подождите перед следующим запросом.',
      tr: 'Panel çok sık sorulduğunu söylüyor; sonraki istekten önce bekleyin.',
      id: 'Panel mengatakan terlalu sering ditanyai; tunggu sebelum permintaan berikutnya.',
      'pt-BR': 'O painel diz que é consultado com frequência demais; espere antes da próxima requisição.',
      es: 'El panel dice que se le consulta con demasiada frecuencia; espere antes de la próxima petición.',
      ar: 'تقول اللوحة إنها تُسأل كثيرًا؛ انتظر قبل الطلب التالي.',
    },
    spam_protection: {
      ru: 'Защита панели от спама просит делать паузу между запросами; подождите перед следующим.',
      tr: 'Panelin spam koruması istekler arasında beklemenizi istiyor; sonrakinden önce bekleyin.',
      id: 'Perlindungan spam panel meminta jeda antarpermintaan; tunggu sebelum yang berikutnya.',
      'pt-BR': 'A proteção contra spam do painel pede uma pausa entre requisições; espere antes da próxima.',
      es: 'La protección contra spam del panel pide esperar entre peticiones; espere antes de la siguiente.',
      ar: 'تطلب حماية اللوحة من الإزعاج الانتظار بين الطلبات؛ انتظر قبل الطلب التالي.',
    },
  }),
  schema: withEnglish((code) => EXPLANATIONS.schema[code].message, {
    no_balance: {
      ru: 'В ответе на действие balance нет поля balance с числом; добавьте его.',
      tr: 'balance eyleminin yanıtında sayı içeren bir balance alanı yok; ekleyin.',
      id: 'Balasan untuk aksi balance tidak memuat bidang balance dengan angka; tambahkan.',
      'pt-BR': 'A resposta à ação balance não traz um campo balance com um número; adicione-o.',
      es: 'La respuesta a la acción balance no trae un campo balance con un número; añádalo.',
      ar: 'لا يحتوي الرد على الإجراء balance على حقل balance فيه رقم؛ أضفه.',
    },
    no_catalog: {
      ru: 'В ответе на действие services нет списка услуг; отвечайте массивом объектов.',
      tr: 'services eyleminin yanıtında hizmet listesi yok; bir nesne dizisiyle yanıt verin.',
      id: 'Balasan untuk aksi services tidak memuat daftar layanan; jawab dengan array objek.',
      'pt-BR': 'A resposta à ação services não traz uma lista de serviços; responda com um array de objetos.',
      es: 'La respuesta a la acción services no trae una lista de servicios; responda con un array de objetos.',
      ar: 'لا يحتوي الرد على الإجراء services على قائمة خدمات؛ أجب بمصفوفة كائنات.',
    },
    wrong_action: {
      ru: 'Панель не знает запрошенного действия; поддержите balance и services в параметре action.',
      tr: 'Panel kendisine sorulan eylemi bilmiyor; action parametresinde balance ve services değerlerini destekleyin.',
      id: 'Panel tidak mengenal aksi yang diminta; dukung balance dan services di parameter action.',
      'pt-BR': 'O painel não conhece a ação pedida; aceite balance e services no parâmetro action.',
      es: 'El panel no conoce la acción pedida; admita balance y services en el parámetro action.',
      ar: 'لا تعرف اللوحة الإجراء المطلوب؛ ادعم balance و services في المعامل action.',
    },
    panel_error: {
      ru: 'Панель ответила собственной ошибкой; её текст приведён рядом.',
      tr: 'Panel kendi hatasıyla yanıt verdi; metni yanında gösterilir.',
      id: 'Panel menjawab dengan galatnya sendiri; bunyinya tercantum di samping.',
      'pt-BR': 'O painel respondeu com um erro próprio; o texto dele está ao lado.',
      es: 'El panel respondió con un error propio; su texto se muestra al lado.',
      ar: 'ردّت اللوحة بخطأ خاص بها؛ نصّه معروض بجانبه.',
    },
    other_dialect: {
      ru: 'API говорит на другом диалекте, чем стандарт API; добавьте адрес, который следует стандарту.',
      tr: 'API, API Standardı’ndan başka bir lehçe konuşuyor; standarda uyan bir adres ekleyin.',
      id: 'API memakai dialek lain dari Standar API; tambahkan endpoint yang mengikuti standar.',
      'pt-BR': 'A API fala outro dialeto que não o padrão de API; ofereça um endereço que siga o padrão.',
      es: 'La API habla otro dialecto que el estándar de API; añada una dirección que siga el estándar.',
      ar: 'تتكلم الواجهة لهجة غير معيار الواجهة؛ أضف عنوانًا يتبع المعيار.',
    },
    no_readable_row: {
      ru: 'В списке услуг нет ни одной строки, которая читается как услуга; укажите у каждой название, цену, минимум и максимум.',
      tr: 'Hizmet listesinde hizmet olarak okunabilen satır yok; her birine ad, fiyat, en az ve en çok değerlerini verin.',
      id: 'Daftar layanan tidak memuat baris yang terbaca sebagai layanan; beri masing-masing nama, harga, minimum, dan maksimum.',
      'pt-BR':
        'A lista de serviços não tem linha que possa ser lida como serviço; dê a cada um nome, preço, mínimo e máximo.',
      es: 'La lista de servicios no tiene ninguna fila que se lea como servicio; dé a cada uno nombre, precio, mínimo y máximo.',
      ar: 'لا يوجد في قائمة الخدمات صف يُقرأ كخدمة؛ أعطِ كل خدمة اسمًا وسعرًا وحدًا أدنى وحدًا أقصى.',
    },
  }),
};
